"""The audit key and the log bucket in the template."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.config import Config, load
from tests.assemblies import CONFIGURATIONS, Assembly, assembly, nodes, synthesized

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
ACCOUNT = {"Ref": "AWS::AccountId"}


def plain(value: Any) -> Any:
    """Write joined texts as one, with what only AWS can fill in between `<` and `>`."""
    if isinstance(value, dict):
        if "Fn::Join" in value:
            return "".join(_named(each) for each in value["Fn::Join"][1])
        if value.keys() == {"Ref"}:
            return f"<{value['Ref'].removeprefix('AWS::')}>"
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def _named(part: Any) -> str:
    if isinstance(part, dict) and "Fn::GetAtt" in part:
        return f"<{'.'.join(part['Fn::GetAtt'])}>"
    return str(plain(part))


def _one(made: Assembly, kind: str) -> dict[str, Any]:
    (resource,) = made.resources("LogArchive", kind).values()
    properties: dict[str, Any] = plain(resource["Properties"])
    return properties


def _bucket(made: Assembly, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A bucket and its policy's statements by Sid."""
    buckets = made.resources("LogArchive", "AWS::S3::Bucket")
    full = f"{made.config.prefix}-{name}-<AccountId>"
    for logical_id, bucket in buckets.items():
        if plain(bucket["Properties"].get("BucketName")) == full:
            for policy in made.resources("LogArchive", "AWS::S3::BucketPolicy").values():
                if policy["Properties"]["Bucket"] == {"Ref": logical_id}:
                    statements = plain(policy["Properties"]["PolicyDocument"]["Statement"])
                    return plain(bucket["Properties"]), {each["Sid"]: each for each in statements}
    raise AssertionError(full)


@CONFIGURED
def test_key(name: str) -> None:
    """The key rotates, takes 30 days to delete, and is known by its alias."""
    made = assembly(name)
    key = _one(made, "AWS::KMS::Key")
    assert (key["EnableKeyRotation"], key["PendingWindowInDays"]) == (True, 30)
    assert "BypassPolicyLockoutSafetyCheck" not in key
    assert _one(made, "AWS::KMS::Alias")["AliasName"] == f"alias/{made.config.prefix}-audit"


@CONFIGURED
def test_key_policy(name: str) -> None:
    """Administrators use no key, CloudTrail only for the trail, readers only what it encrypted."""
    config = assembly(name).config
    policy = _one(assembly(name), "AWS::KMS::Key")["KeyPolicy"]
    by_sid = {each["Sid"]: each for each in policy["Statement"]}
    home = config.home_region
    trail = f"arn:aws:cloudtrail:{home}:<AccountId>:trail/{config.prefix}-trail"
    context = "kms:EncryptionContext:aws:cloudtrail:arn"
    assert by_sid["CloudTrailEncrypts"]["Action"] == "kms:GenerateDataKey*"
    assert by_sid["CloudTrailEncrypts"]["Condition"] == {
        "StringEquals": {"aws:SourceArn": trail},
        "StringLike": {context: "arn:aws:cloudtrail:*:<AccountId>:trail/*"},
    }
    assert by_sid["CloudTrailDescribes"]["Condition"] == {"StringEquals": {"aws:SourceArn": trail}}
    assert by_sid["LogReadersDecrypt"]["Action"] == "kms:Decrypt"
    assert by_sid["LogReadersDecrypt"]["Condition"] == {"Null": {context: "false"}}
    for action in by_sid["AccountAdministers"]["Action"]:
        assert not action.startswith(
            ("kms:*", "kms:Decrypt", "kms:Encrypt", "kms:Generate", "kms:ReEn", "kms:CreateGrant")
        )


@CONFIGURED
@pytest.mark.parametrize("stack", ["LogArchive", "Audit"])
def test_only_break_glass_ends_a_key(name: str, stack: str) -> None:
    """Disabling and deletion are denied to all but one exact role, and nothing else is denied."""
    made = assembly(name)
    (key,) = made.resources(stack, "AWS::KMS::Key").values()
    policy = plain(key["Properties"]["KeyPolicy"])
    (denied,) = (each for each in policy["Statement"] if each["Effect"] == "Deny")
    role = f"arn:aws:iam::<AccountId>:role/{made.config.prefix}/break-glass"
    assert denied["Action"] == ["kms:DisableKey", "kms:ScheduleKeyDeletion"]
    assert denied["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [role]}}
    (administers,) = (each for each in policy["Statement"] if each["Sid"] == "AccountAdministers")
    assert {"kms:PutKeyPolicy", *denied["Action"]} <= set(administers["Action"])
    for statement in policy["Statement"]:
        assert statement["Principal"] != "*" or statement["Condition"]


@CONFIGURED
def test_log_bucket(name: str) -> None:
    """The bucket is versioned, private, encrypted by the key's own ARN, logged and emptied."""
    made = assembly(name)
    bucket, _ = _bucket(made, "logs")
    (key,) = made.resources("LogArchive", "AWS::KMS::Key")
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"] == [
        {
            "BucketKeyEnabled": False,
            "ServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": {"Fn::GetAtt": [key, "Arn"]},
            },
        }
    ]
    assert "LogFilePrefix" in bucket["LoggingConfiguration"]
    days = made.config.log_archive.retention_days
    assert bucket["LifecycleConfiguration"]["Rules"][0]["ExpirationInDays"] == days
    assert "ObjectLockConfiguration" not in bucket


@CONFIGURED
def test_log_bucket_policy(name: str) -> None:
    """CloudTrail writes for management account and organization, for the one trail alone."""
    made = assembly(name)
    _, by_sid = _bucket(made, "logs")
    config = made.config
    trail = f"arn:aws:cloudtrail:{config.home_region}:<AccountId>:trail/{config.prefix}-trail"
    arn = f"arn:aws:s3:::{config.prefix}-logs-<AccountId>"
    assert by_sid.pop("DenyWithoutTls")["Effect"] == "Deny"
    assert by_sid.pop("DenyAccessPoints")["Condition"] == {
        "Null": {"s3:DataAccessPointArn": "false"}
    }
    resources = {sid: each["Resource"] for sid, each in by_sid.items()}
    assert resources == {
        "CloudTrailReadsAcl": arn,
        "CloudTrailWritesForManagementAccount": f"{arn}/AWSLogs/<AccountId>/*",
        "CloudTrailWritesForOrganization": f"{arn}/AWSLogs/<OrganizationId>/*",
    }
    for sid, statement in by_sid.items():
        equals = statement["Condition"]["StringEquals"]
        assert statement["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
        assert equals["aws:SourceArn"] == trail
        assert ("s3:x-amz-acl" in equals) == ("Writes" in sid)


@CONFIGURED
def test_access_log_bucket(name: str) -> None:
    """Access logs go to a bucket that S3 can deliver to: its own encryption, and no lock."""
    bucket, by_sid = _bucket(assembly(name), "access-logs")
    assert "aws:kms" not in nodes(bucket)
    assert "LoggingConfiguration" not in bucket
    assert set(by_sid) == {"DenyWithoutTls", "DenyAccessPoints", "S3DeliversAccessLogs"}
    conditions = by_sid["S3DeliversAccessLogs"]["Condition"]
    assert conditions["StringEquals"] == {"aws:SourceAccount": "<AccountId>"}


@pytest.mark.parametrize("mode", ["governance", "compliance"])
def test_object_lock(mode: str) -> None:
    """A lock in the configuration is the bucket's default retention, and only that bucket's."""
    config = load(CONFIGURATIONS["default"]).model_dump()
    config["log_archive"]["object_lock"] = {"mode": mode, "days": 30, "irreversible": "accepted"}
    made = synthesized(Config.model_validate(config), nag=False)
    bucket, _ = _bucket(made, "logs")
    assert bucket["ObjectLockEnabled"] is True
    assert bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"] == {
        "Mode": mode.upper(),
        "Days": 30,
    }
    assert "ObjectLockEnabled" not in _bucket(made, "access-logs")[0]
