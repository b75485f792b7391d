"""What a template sets of a trail is found again, changed in place, and kept within limits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import Account
from .stacks import deploy, events_of, reasons
from .trail_parts import SERVICE, Parts

STACK = "trails"


@pytest.fixture
def parts(management_account: Account) -> Parts:
    """An organization, and the names of what its trail needs."""
    made = management_account.client("organizations").create_organization(FeatureSet="ALL")
    bucket = f"trail-{management_account.id}"
    return Parts(management_account, made["Organization"]["Id"], "deployed", bucket, "/deployed")


def trail(parts: Parts, key: str, **properties: Any) -> dict[str, Any]:
    """A stack's resources: the trail, with these properties instead of or besides its own."""
    settings = {name: value for name, value in parts.settings(key).items() if name != "Name"}
    settings["KMSKeyId"] = settings.pop("KmsKeyId")
    given = {"TrailName": parts.trail, "IsLogging": True, **settings, **properties}
    kept = {name: value for name, value in given.items() if value is not None}
    return {"Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": kept}}


def selectors(parts: Parts) -> dict[str, Any]:
    """The event selectors CloudTrail shows."""
    shown = parts.account.client("cloudtrail").get_event_selectors(TrailName=parts.trail)
    return {name: shown[name] for name in shown if name.endswith("EventSelectors")}


def test_each_property_is_applied_and_changed(parts: Parts) -> None:
    """Every property is in CloudTrail's answers, and follows the template in place."""
    client, key = parts.account.client("cloudtrail"), parts.make_all()
    basic = [{"ReadWriteType": "All", "IncludeManagementEvents": True}]
    first = trail(
        parts,
        key,
        EnableLogFileValidation=True,
        IncludeGlobalServiceEvents=True,
        EventSelectors=basic,
        InsightSelectors=[{"InsightType": "ApiCallRateInsight"}],
        Tags=[{"Key": "a", "Value": "b"}, {"Key": "c", "Value": "d"}],
    )
    deploy(parts.account, STACK, first)
    assert reasons(parts.account, STACK) == []
    found = client.get_trail(Name=parts.trail)["Trail"]
    assert {name: found[name] for name in parts.settings(key)} == parts.settings(key)
    assert found["LogFileValidationEnabled"] is found["IncludeGlobalServiceEvents"] is True
    assert selectors(parts)["EventSelectors"][0].items() >= basic[0].items()
    insights = client.get_insight_selectors(TrailName=parts.trail)["InsightSelectors"]
    assert insights == [{"InsightType": "ApiCallRateInsight"}]
    assert client.get_trail_status(Name=parts.trail)["IsLogging"] is True
    advanced = [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
    second = trail(
        parts,
        key,
        IsLogging=False,
        EnableLogFileValidation=False,
        AdvancedEventSelectors=advanced,
        CloudWatchLogsLogGroupArn="",
        CloudWatchLogsRoleArn="",
        Tags=[{"Key": "a", "Value": "e"}],
    )
    deploy(parts.account, STACK, second)
    assert events_of(parts.account, STACK, "Trail")[-1] == "UPDATE_COMPLETE"
    changed = client.get_trail(Name=parts.trail)["Trail"]
    assert not changed.get("CloudWatchLogsLogGroupArn")
    assert changed["LogFileValidationEnabled"] is False
    assert selectors(parts) == {"AdvancedEventSelectors": advanced}
    with pytest.raises(client.exceptions.InsightNotEnabledException):
        client.get_insight_selectors(TrailName=parts.trail)
    assert client.get_trail_status(Name=parts.trail)["IsLogging"] is False
    held = client.list_tags(ResourceIdList=[changed["TrailARN"]])["ResourceTagList"][0]["TagsList"]
    own = [tag for tag in held if not tag["Key"].startswith("aws:")]
    assert own == [{"Key": "a", "Value": "e"}]


def test_delivery_to_the_log_group_ends_only_when_told(parts: Parts) -> None:
    """A template without the two ARNs leaves a delivery as it is."""
    key = parts.make_all()
    deploy(parts.account, STACK, trail(parts, key))
    without = {"CloudWatchLogsLogGroupArn": None, "CloudWatchLogsRoleArn": None}
    deploy(parts.account, STACK, trail(parts, key, EnableLogFileValidation=True, **without))
    found = parts.account.client("cloudtrail").get_trail(Name=parts.trail)["Trail"]
    assert found["LogFileValidationEnabled"] is True
    assert found["CloudWatchLogsLogGroupArn"] == parts.group_arn


def test_a_stack_without_the_buckets_policy_fails(parts: Parts) -> None:
    """CloudFormation reports CloudTrail's refusal, and leaves no trail."""
    key = parts.make_all()
    parts.account.client("s3").delete_bucket_policy(Bucket=parts.bucket)
    deploy(parts.account, STACK, trail(parts, key))
    assert "Incorrect S3 bucket policy" in reasons(parts.account, STACK)[0]
    assert parts.account.client("cloudtrail").list_trails()["Trails"] == []


def test_a_half_made_trail_is_undone(parts: Parts) -> None:
    """A trail whose selectors are refused does not stay behind."""
    key = parts.make_all()
    wrong = [{"InsightType": "ApiCallRateInsight"}] * 2 + [{"InsightType": "Other"}]
    deploy(parts.account, STACK, trail(parts, key, InsightSelectors=wrong))
    assert reasons(parts.account, STACK) != []
    assert parts.account.client("cloudtrail").list_trails()["Trails"] == []


def test_trails_have_names_and_a_limit(management_account: Account) -> None:
    """A trail has a name AWS takes, and five of them fill a region."""
    client = management_account.client("cloudtrail")
    with pytest.raises(client.exceptions.InvalidTrailNameException):
        client.create_trail(Name="a", S3BucketName="b")
    bucket = f"five-{management_account.id}"
    management_account.client("s3").create_bucket(Bucket=bucket)
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": SERVICE},
        "Action": ["s3:GetBucketAcl", "s3:PutObject"],
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    management_account.client("s3").put_bucket_policy(Bucket=bucket, Policy=document)
    for number in range(5):
        client.create_trail(Name=f"trail-{number}", S3BucketName=bucket)
    with pytest.raises(client.exceptions.MaximumNumberOfTrailsExceededException):
        client.create_trail(Name="trail-5", S3BucketName=bucket)
    with pytest.raises(client.exceptions.InvalidInsightSelectorsException):
        client.put_insight_selectors(TrailName="trail-0", InsightSelectors=[{"InsightType": "x"}])
