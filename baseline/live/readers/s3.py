"""Reads S3 buckets and their policies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from baseline.live.compare import plain
from baseline.live.failure import code
from baseline.live.observed import Observed, Question

#: How S3 says that a bucket is there, and this about it is not set.
#: Source: Amazon S3 API reference, "List of error codes", read 2026-11-24.
NOT_SET = frozenset(
    {
        "NoSuchLifecycleConfiguration",
        "NoSuchPublicAccessBlockConfiguration",
        "NoSuchTagSet",
        "ObjectLockConfigurationNotFoundError",
        "OwnershipControlsNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    }
)


def read_bucket(question: Question) -> Observed:
    """Read a bucket, which S3 tells about in one call for each subject."""
    name = question.physical_id

    def ask(operation: str, key: str) -> Any:
        try:
            answer = getattr(question.clients["s3"], operation)(Bucket=name)
        except ClientError as error:
            if code(error) in NOT_SET:
                return None
            raise
        return answer.get(key)

    lock = ask("get_object_lock_configuration", "ObjectLockConfiguration")
    status = ask("get_bucket_versioning", "Status")
    logging = ask("get_bucket_logging", "LoggingEnabled")
    encryption = ask("get_bucket_encryption", "ServerSideEncryptionConfiguration")
    lifecycle = ask("get_bucket_lifecycle_configuration", "Rules")
    return Observed(
        properties={
            "BucketEncryption": encryption and _encryption(encryption),
            "BucketName": name,
            "LifecycleConfiguration": lifecycle and {"Rules": [_rule(each) for each in lifecycle]},
            "LoggingConfiguration": logging and _logging(logging),
            "ObjectLockConfiguration": lock,
            "ObjectLockEnabled": bool(lock) and lock.get("ObjectLockEnabled") == "Enabled",
            "OwnershipControls": ask("get_bucket_ownership_controls", "OwnershipControls"),
            "PublicAccessBlockConfiguration": ask(
                "get_public_access_block", "PublicAccessBlockConfiguration"
            ),
            "Tags": ask("get_bucket_tagging", "TagSet"),
            "VersioningConfiguration": status and {"Status": status},
        },
        attributes={"Arn": f"arn:{question.clients.partition}:s3:::{name}"},
    )


def read_bucket_policy(question: Question) -> Observed:
    """Read the policy of a bucket, which goes by the bucket's name."""
    answer = question.clients["s3"].get_bucket_policy(Bucket=question.physical_id)
    return Observed(
        properties={
            "Bucket": question.physical_id,
            "PolicyDocument": json.loads(answer["Policy"]),
        }
    )


def as_encryption(value: Any) -> Any:
    """Write a bucket's encryption with the bucket key off where nothing is said about it."""
    rules = value.get("ServerSideEncryptionConfiguration") if isinstance(value, Mapping) else None
    if not isinstance(rules, list):
        return plain(value)
    return plain(
        {
            "ServerSideEncryptionConfiguration": [
                {"BucketKeyEnabled": False} | each for each in rules
            ]
        }
    )


def _encryption(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ServerSideEncryptionConfiguration": [
            {
                "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
                "ServerSideEncryptionByDefault": rule.get("ApplyServerSideEncryptionByDefault"),
            }
            for rule in answer["Rules"]
        ]
    }


def _logging(answer: Mapping[str, Any]) -> dict[str, Any]:
    names = {"TargetBucket": "DestinationBucketName", "TargetPrefix": "LogFilePrefix"}
    return {
        names.get(key, key): value
        for key, value in answer.items()
        if value and key != "TargetGrants"
    }


def _rule(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Write a lifecycle rule in CloudFormation's words; what it has none for stays as it is."""
    rule = {**answer}
    written: dict[str, Any] = {"Id": rule.pop("ID", None)}
    chosen = rule.pop("Filter", None) or {}
    prefix = rule.pop("Prefix", "") or chosen.get("Prefix", "")
    if prefix:
        written["Prefix"] = prefix
    beyond = {key: value for key, value in chosen.items() if key != "Prefix"}
    if beyond:
        written["Filter"] = beyond
    expiration = rule.pop("Expiration", {})
    names = {"Days": "ExpirationInDays", "Date": "ExpirationDate"}
    written |= {names.get(key, key): value for key, value in expiration.items()}
    for kind, days in (("Transitions", "Days"), ("NoncurrentVersionTransitions", "NoncurrentDays")):
        if kind in rule:
            written[kind] = [
                {("TransitionInDays" if key == days else key): value for key, value in each.items()}
                for each in rule.pop(kind)
            ]
    return written | rule
