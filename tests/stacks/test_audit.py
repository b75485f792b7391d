"""The organization's trail and what watches it, in the template."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from baseline.audit import ALARMS, QUERIES
from baseline.config import Config, load
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context
from tests.assemblies import CONFIGURATIONS, Assembly, assembly, synthesized, waited_for
from tests.stacks.test_log_archive import plain

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)


@functools.cache
def _without_logs() -> Assembly:
    """The default without CloudWatch Logs, and with insights."""
    config = load(CONFIGURATIONS["default"]).model_dump()
    config["trail"] |= {"cloudwatch_logs": False, "insights": True}
    return synthesized(Config.model_validate(config))


def _of(made: Assembly, kind: str) -> list[dict[str, Any]]:
    resources = made.resources("Audit", kind).values()
    return [plain(each["Properties"]) for each in resources if each["Type"] == kind]


@CONFIGURED
def test_trail(name: str) -> None:
    """The trail records every management event of every account and region, key use included."""
    made = assembly(name)
    (trail,) = _of(made, "AWS::CloudTrail::Trail")
    prefix = made.config.prefix
    assert trail["TrailName"] == f"{prefix}-trail"
    assert trail["S3BucketName"] == f"{prefix}-logs-<AccountId>"
    for switch in (
        *("IsLogging", "IsOrganizationTrail", "IsMultiRegionTrail"),
        *("IncludeGlobalServiceEvents", "EnableLogFileValidation"),
    ):
        assert trail[switch] is True
    assert trail["EventSelectors"] == [
        {
            "IncludeManagementEvents": True,
            "ReadWriteType": "All",
            "ExcludeManagementEventSources": [],
        }
    ]
    assert "InsightSelectors" not in trail
    assert trail["KMSKeyId"]["Fn::GetAtt"][1] == "KeyArn"


@CONFIGURED
def test_path_from_the_organization_to_the_trail(name: str) -> None:
    """The trail is created after trusted access, the service-linked role, bucket and key."""
    made = assembly(name)
    organization = made.resources("Organization")
    kinds = {each["Type"] for each in organization.values()}
    assert {"Custom::BaselineTrustedAccess", "Custom::BaselineTrailServiceLinkedRole"} <= kinds
    (access,) = made.resources("Organization", "Custom::BaselineTrustedAccess").values()
    assert "cloudtrail.amazonaws.com" in access["Properties"]["ServicePrincipals"]
    assert "Organization" in made.artifact("LogArchive")["dependencies"]
    assert "LogArchive" in made.artifact("Audit")["dependencies"]
    for kind in ("AWS::KMS::Key", "AWS::S3::BucketPolicy"):
        assert made.resources("LogArchive", kind)
    ((storage, waits),) = made.resources("Audit", "Custom::BaselineAuditStorage").items()
    ((_, trail),) = made.resources("Audit", "AWS::CloudTrail::Trail").items()
    assert trail["Properties"]["KMSKeyId"] == {"Fn::GetAtt": [storage, "KeyArn"]}
    (policy,) = (each for each in waited_for(trail) if each.startswith("LogGroupPolicy"))
    assert policy in waited_for(waits)


@CONFIGURED
def test_time_between_the_role_and_the_trail(name: str) -> None:
    """A role and a function are made between the trail's role and the trail: IAM has to spread."""
    resources = assembly(name).resources("Audit")
    ((policy, _),) = (each for each in resources.items() if each[0].startswith("LogGroupPolicy"))
    between = {
        each["Type"]: policy in waited_for(each)
        for logical_id, each in resources.items()
        if logical_id.startswith("TrailStorage")
    }
    assert between == dict.fromkeys(
        (
            *("AWS::Logs::LogGroup", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"),
            *("AWS::Lambda::Function", "Custom::BaselineAuditStorage"),
        ),
        True,
    )


@CONFIGURED
def test_role_of_the_trail(name: str) -> None:
    """CloudTrail alone takes the role, which names no trail, and writes streams of both forms."""
    made = assembly(name)
    (role,) = (each for each in _of(made, "AWS::IAM::Role") if "RoleName" in each)
    config = made.config
    assert role["RoleName"] == "trail-to-logs"
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust == {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    (policy,) = (
        each
        for each in _of(made, "AWS::IAM::ManagedPolicy")
        if "trail's log group" in each["Description"]
    )
    group = f"arn:aws:logs:{config.home_region}:<AccountId>:log-group:/{config.prefix}/trail"
    assert policy["PolicyDocument"]["Statement"][0]["Resource"] == [
        f"{group}:log-stream:<AccountId>_CloudTrail_{config.home_region}*",
        f"{group}:log-stream:<OrganizationId>_*",
    ]
    encrypt = policy["PolicyDocument"]["Statement"][1]
    assert encrypt["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
    assert encrypt["Condition"] == {
        "StringEquals": {"kms:ViaService": f"logs.{config.home_region}.amazonaws.com"}
    }


@CONFIGURED
@pytest.mark.parametrize("action", ["Decrypt", "Encrypt", "GenerateDataKey", "ReEncryptTo"])
def test_who_uses_the_operations_key_through_logs(name: str, action: str) -> None:
    """IAM of the account decides who may, through CloudWatch Logs and for our groups alone."""
    made = assembly(name)
    config = made.config
    (key,) = _of(made, "AWS::KMS::Key")
    statements = policies.statements(key["KeyPolicy"])
    (ours,) = (each for each in statements if each.sid == "AccountUsesThroughLogs")
    assert ours.elements["Principal"] == {"AWS": "arn:aws:iam::<AccountId>:root"}
    region = f"arn:aws:logs:{config.home_region}:<AccountId>:log-group:"
    group, other = f"{region}/{config.prefix}/trail", f"{region}/other/trail"
    through = f"logs.{config.home_region}.amazonaws.com"
    for via, what, applies in (
        (through, group, True),
        (through, other, False),
        (f"s3.{config.home_region}.amazonaws.com", group, False),
        (None, group, False),
    ):
        given = {"kms:EncryptionContext:aws:logs:arn": what}
        context = Context(given | ({"kms:ViaService": via} if via else {}), dict)
        assert ours.applies(Access(f"kms:{action}", "arn:aws:kms:::key/x"), context) is applies


@CONFIGURED
def test_alarms(name: str) -> None:
    """Each alarm counts its own filter's events and is published to the topic."""
    made = assembly(name)
    prefix = made.config.prefix
    names = {f"{prefix}-{alarm.name}" for alarm in ALARMS}
    filters = {each["FilterName"]: each for each in _of(made, "AWS::Logs::MetricFilter")}
    alarms = {each["AlarmName"]: each for each in _of(made, "AWS::CloudWatch::Alarm")}
    assert filters.keys() == alarms.keys() == names
    for each, alarm in alarms.items():
        (metric,) = filters[each]["MetricTransformations"]
        assert (alarm["Namespace"], alarm["MetricName"]) == (prefix, each)
        assert (metric["MetricNamespace"], metric["MetricName"]) == (prefix, each)
        assert len(alarm["AlarmActions"]) == 1
        assert f"{prefix}/" in alarm["AlarmDescription"]
        assert len(alarm["AlarmDescription"]) <= 1_024


@CONFIGURED
def test_queries(name: str) -> None:
    """Every query is saved in the folder of the prefix."""
    made = assembly(name)
    found = {each["Name"] for each in _of(made, "AWS::Logs::QueryDefinition")}
    assert found == {f"{made.config.prefix}/{query.name}" for query in QUERIES}


@CONFIGURED
def test_topic(name: str) -> None:
    """Only alarms of this account publish, the key lets them, and each address is subscribed."""
    made = assembly(name)
    subscribed = {each["Endpoint"] for each in _of(made, "AWS::SNS::Subscription")}
    assert subscribed == set(made.config.trail.emails)
    (policy,) = _of(made, "AWS::SNS::TopicPolicy")
    (key,) = _of(made, "AWS::KMS::Key")
    publishes = policy["PolicyDocument"]["Statement"][1]
    (encrypts,) = (
        each for each in key["KeyPolicy"]["Statement"] if each["Sid"] == "CloudWatchPublishes"
    )
    for statement in (publishes, encrypts):
        assert statement["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
        assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": "<AccountId>"}
    (topic,) = _of(made, "AWS::SNS::Topic")
    assert topic["KmsMasterKeyId"]["Fn::GetAtt"][1] == "Arn"


def test_without_cloudwatch_logs() -> None:
    """The switch takes away what needs the log group, and tells CloudTrail to stop delivering."""
    made = _without_logs()
    (trail,) = _of(made, "AWS::CloudTrail::Trail")
    assert trail["CloudWatchLogsLogGroupArn"] == trail["CloudWatchLogsRoleArn"] == ""
    left = {each["Type"] for each in made.resources("Audit").values()}
    assert left == {
        *("AWS::CloudTrail::Trail", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role"),
        *("AWS::Lambda::Function", "AWS::Logs::LogGroup", "Custom::BaselineAuditStorage"),
    }


def test_insights() -> None:
    """The switch has CloudTrail look for unusual rates of calls and of errors."""
    (trail,) = _of(_without_logs(), "AWS::CloudTrail::Trail")
    assert [each["InsightType"] for each in trail["InsightSelectors"]] == [
        "ApiCallRateInsight",
        "ApiErrorRateInsight",
    ]
