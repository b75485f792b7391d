"""A trail's files, what reads its log group, and how it looks to member accounts."""

from __future__ import annotations

import gzip
import json

import pytest

from .conftest import BUCKET, GROUP, TRAIL, World


def test_records_are_files_in_the_bucket_under_the_trails_key(world: World) -> None:
    """Files lie where AWS puts an organization's, gzipped and encrypted with the trail's key."""
    world.member.client("sns").list_topics()
    event = world.event("ListTopics", world.member.id)
    s3 = world.management.client("s3")
    prefix = f"AWSLogs/{world.organization}/{world.member.id}/CloudTrail/us-east-1/"
    listed = s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix)["Contents"]
    for held in listed:
        taken = s3.get_object(Bucket=BUCKET, Key=held["Key"])
        assert (taken["ServerSideEncryption"], taken["SSEKMSKeyId"]) == ("aws:kms", world.key)
        records = json.loads(gzip.decompress(taken["Body"].read()))["Records"]
        if event["eventID"] in [record["eventID"] for record in records]:
            return
    pytest.fail(f"no file has the event (got {[held['Key'] for held in listed]})")


def test_cloudtrails_own_use_of_the_key_is_on_record(world: World) -> None:
    """Each file's data key is a GenerateDataKey by CloudTrail, and quiet ends the chain."""
    world.member.client("sns").list_topics()
    event = world.event("GenerateDataKey", world.management.id)
    assert event["userIdentity"] == {
        "type": "AWSService",
        "invokedBy": "cloudtrail.amazonaws.com",
    }
    context = event["requestParameters"]["encryptionContext"]
    assert context["aws:cloudtrail:arn"].endswith(f":trail/{TRAIL}")
    before = world.management.emulator.control("POST", "recorded")
    assert world.management.emulator.control("POST", "recorded") == before


def test_reading_a_file_uses_the_key_in_the_readers_name(world: World) -> None:
    """Whoever reads a log file decrypts with the trail's key, and that is on record."""
    world.member.client("sns").list_topics()
    world.events()
    s3 = world.management.client("s3")
    listed = s3.list_objects_v2(Bucket=BUCKET)["Contents"]
    held = next(each["Key"] for each in listed if each["Key"].endswith(".json.gz"))
    s3.get_object(Bucket=BUCKET, Key=held)
    event = world.event("Decrypt", world.management.id)
    assert event["userIdentity"]["arn"] == f"arn:aws:iam::{world.management.id}:root"
    assert event["userIdentity"]["invokedBy"] == event["sourceIPAddress"] == "AWS Internal"
    context = event["requestParameters"]["encryptionContext"]
    assert context["aws:s3:arn"] == f"arn:aws:s3:::{BUCKET}/{held}"
    assert context["aws:cloudtrail:arn"].endswith(f":trail/{TRAIL}")
    assert event["resources"][0]["ARN"] == world.key
    assert "GetObject" not in [one["eventName"] for one in world.events()]


def test_queries_and_metric_filters_see_the_records(world: World) -> None:
    """A Logs Insights query counts recorded calls, and a metric filter counts a new one."""
    logs = world.management.client("logs")
    logs.put_metric_filter(
        logGroupName=GROUP,
        filterName="topics",
        filterPattern='{ ($.eventSource = "sns.amazonaws.com") && ($.eventName = "List*") }',
        metricTransformations=[
            {"metricName": "topics", "metricNamespace": "try", "metricValue": "1"}
        ],
    )
    world.member.client("sns", "eu-central-1").list_topics()
    world.events()
    rows = world.query(
        "filter eventName = 'ListTopics' and awsRegion = 'eu-central-1' "
        "| stats count(*) as calls by userIdentity.accountId as account"
    )
    assert rows == [{"account": world.member.id, "calls": "1"}]
    metrics = world.management.client("cloudwatch").list_metrics(Namespace="try")["Metrics"]
    assert [metric["MetricName"] for metric in metrics] == ["topics"]


def test_the_service_judges_patterns_and_queries(world: World) -> None:
    """TestMetricFilter, PutMetricFilter and StartQuery refuse what AWS cannot read."""
    logs = world.management.client("logs")
    answer = logs.test_metric_filter(
        filterPattern="{ $.a > 1 }", logEventMessages=['{"a": 1}', '{"a": 2}']
    )
    assert [match["eventNumber"] for match in answer["matches"]] == [2]
    with pytest.raises(logs.exceptions.InvalidParameterException, match="EXISTS"):
        logs.put_metric_filter(
            logGroupName=GROUP,
            filterName="wrong",
            filterPattern="{ $.a EXISTS }",
            metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
        )
    with pytest.raises(logs.exceptions.MalformedQueryException, match="parse"):
        world.query("parse @message '*' as x")


def test_a_member_sees_the_organizations_trail_and_cannot_change_it(world: World) -> None:
    """The trail appears with the management account's ARN; stopping it is refused."""
    trails = world.member.client("cloudtrail", "eu-west-1")
    seen = trails.describe_trails()["trailList"][0]
    assert seen["Name"] == TRAIL
    assert f":{world.management.id}:trail/" in seen["TrailARN"]
    assert seen["IsOrganizationTrail"] is True
    assert trails.get_trail_status(Name=seen["TrailARN"])["IsLogging"] is True
    home = world.member.client("cloudtrail")
    for name in (TRAIL, seen["TrailARN"]):
        for refused in (home.stop_logging, home.delete_trail):
            with pytest.raises(home.exceptions.NotOrganizationMasterAccountException):
                refused(Name=name)
    assert trails.get_trail_status(Name=seen["TrailARN"])["IsLogging"] is True


def test_nothing_is_recorded_while_the_trail_does_not_log(world: World) -> None:
    """Stopping is the last call on record until logging starts again."""
    trails = world.management.client("cloudtrail")
    trails.stop_logging(Name=TRAIL)
    world.member.client("sqs").list_queues()
    trails.start_logging(Name=TRAIL)
    names = [event["eventName"] for event in world.events()]
    assert "StopLogging" in names
    assert "ListQueues" not in names
