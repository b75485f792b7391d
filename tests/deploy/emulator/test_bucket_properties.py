"""What a template sets of a bucket and of a topic is found again, and changed in place."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Account
from .stacks import deploy, reasons

STACK = "buckets"
KEY = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"
BLOCK = {
    "BlockPublicAcls": True,
    "BlockPublicPolicy": True,
    "IgnorePublicAcls": True,
    "RestrictPublicBuckets": True,
}
LOCK = {
    "ObjectLockEnabled": "Enabled",
    "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 7}},
}
RULE = {
    "Id": "all",
    "Status": "Enabled",
    "ExpirationInDays": 400,
    "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 90}],
}

SMALL = {"Status": "Enabled", "ExpirationInDays": 1, "ObjectSizeLessThan": "9"}


def bucket(name: str, **properties: Any) -> dict[str, Any]:
    """A stack's bucket."""
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name, **properties}}


def test_a_log_bucket_is_read_back(management_account: Account) -> None:
    """Lock, versions, key, access log, lifecycle and public access are as the template has them."""
    s3, name = management_account.client("s3"), f"logs-{management_account.id}"
    target = f"access-{management_account.id}"
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}
    resources = {
        "Target": bucket(target),
        "Bucket": {
            **bucket(
                name,
                ObjectLockEnabled=True,
                ObjectLockConfiguration=LOCK,
                VersioningConfiguration={"Status": "Enabled"},
                PublicAccessBlockConfiguration=BLOCK,
                LifecycleConfiguration={"Rules": [RULE]},
                LoggingConfiguration={"DestinationBucketName": target, "LogFilePrefix": "p/"},
                BucketEncryption={
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": default, "BucketKeyEnabled": False}
                    ]
                },
            ),
            "DependsOn": "Target",
        },
    }
    deploy(management_account, STACK, resources)
    assert reasons(management_account, STACK) == []
    assert s3.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"] == LOCK
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    block = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
    assert block == BLOCK
    logged = s3.get_bucket_logging(Bucket=name)["LoggingEnabled"]
    assert (logged["TargetBucket"], logged["TargetPrefix"]) == (target, "p/")
    (rule,) = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == default
    assert rule["BucketKeyEnabled"] is False
    (kept,) = s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert kept["Expiration"] == {"Days": 400}
    assert kept["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}
    assert kept["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert kept["Transitions"] == [{"StorageClass": "GLACIER", "Days": 90}]


def test_what_a_template_loses_is_taken_away(management_account: Account) -> None:
    """Versions are suspended and the access log ends when the template has them no more."""
    s3, name = management_account.client("s3"), f"lost-{management_account.id}"
    versioned = {"VersioningConfiguration": {"Status": "Enabled"}, "LoggingConfiguration": {}}
    deploy(management_account, STACK, {"Bucket": bucket(name, **versioned)})
    assert s3.get_bucket_logging(Bucket=name)["LoggingEnabled"]["TargetBucket"] == name
    deploy(management_account, STACK, {"Bucket": bucket(name)})
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Suspended"
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=name)


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"AccessControl": "PublicRead"}, "does not apply the ACL PublicRead"),
        ({"WebsiteConfiguration": {}}, "does not apply WebsiteConfiguration"),
        (
            {"LifecycleConfiguration": {"Rules": [SMALL]}},
            "does not apply ObjectSizeLessThan",
        ),
    ],
    ids=["acl", "website", "rule"],
)
def test_nothing_is_dropped(
    management_account: Account, properties: dict[str, Any], reason: str
) -> None:
    """A property that would have no effect fails its stack."""
    resources = {"Bucket": bucket(f"dropped-{management_account.id}", **properties)}
    deploy(management_account, STACK, resources)
    assert reason in reasons(management_account, STACK)[0]


def test_a_topic_has_its_key(management_account: Account) -> None:
    """The key of a topic is set and taken away."""
    sns = management_account.client("sns")
    for given, shown in (({"KmsMasterKeyId": KEY}, KEY), ({}, None)):
        properties = {"TopicName": "keyed", **given}
        deploy(
            management_account,
            STACK,
            {"Topic": {"Type": "AWS::SNS::Topic", "Properties": properties}},
        )
        (topic,) = sns.list_topics()["Topics"]
        attributes = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
        assert (attributes.get("KmsMasterKeyId") or None) == shown
