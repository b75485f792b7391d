"""A bucket with everything the baseline sets on one, and a bucket's policy."""

from __future__ import annotations

import json
from typing import Any

from boto3 import Session

from tests.live.readers.case import Change, Made
from tests.live.readers.iam_cases import OTHER_TAGS, TAGS

NAME = "its-bucket"
LOGS = "its-access-logs"
KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
BLOCKED = {
    "BlockPublicAcls": True,
    "BlockPublicPolicy": True,
    "IgnorePublicAcls": True,
    "RestrictPublicBuckets": True,
}
POLICY: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "DenyWithoutTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{NAME}/*", f"arn:aws:s3:::{NAME}"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ],
}
LOG_DELIVERY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{LOGS}/*",
        }
    ],
}
LIFECYCLE: list[dict[str, Any]] = [
    {
        "ID": "old",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "Expiration": {"Days": 2555},
        "Transitions": [{"Days": 90, "StorageClass": "GLACIER_IR"}],
        "NoncurrentVersionTransitions": [{"NoncurrentDays": 30, "StorageClass": "GLACIER_IR"}],
        "NoncurrentVersionExpiration": {"NoncurrentDays": 2555},
    },
    {
        "ID": "unfinished",
        "Status": "Enabled",
        "Filter": {"Prefix": "uploads/"},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    },
]


def _lock(days: int) -> dict[str, Any]:
    retention = {"Mode": "GOVERNANCE", "Days": days}
    return {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}}


WANTED: dict[str, Any] = {
    "BucketEncryption": {
        "ServerSideEncryptionConfiguration": [
            {
                "ServerSideEncryptionByDefault": {
                    "SSEAlgorithm": "aws:kms",
                    "KMSMasterKeyID": KEY_ARN,
                }
            }
        ]
    },
    "BucketName": NAME,
    "LifecycleConfiguration": {
        "Rules": [
            {
                "Id": "old",
                "Status": "Enabled",
                "ExpirationInDays": 2555,
                "Transitions": [{"TransitionInDays": 90, "StorageClass": "GLACIER_IR"}],
                "NoncurrentVersionTransitions": [
                    {"TransitionInDays": 30, "StorageClass": "GLACIER_IR"}
                ],
                "NoncurrentVersionExpiration": {"NoncurrentDays": 2555},
            },
            {
                "Id": "unfinished",
                "Status": "Enabled",
                "Prefix": "uploads/",
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
            },
        ]
    },
    "LoggingConfiguration": {"DestinationBucketName": LOGS, "LogFilePrefix": "its/"},
    "ObjectLockConfiguration": _lock(1),
    "ObjectLockEnabled": True,
    "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
    "PublicAccessBlockConfiguration": BLOCKED,
    "Tags": TAGS,
    "VersioningConfiguration": {"Status": "Enabled"},
}


def make_bucket(session: Session) -> Made:
    """Create a bucket beside the one that its access logs go to."""
    s3 = _s3(session)
    s3.create_bucket(Bucket=LOGS)
    s3.put_bucket_policy(Bucket=LOGS, Policy=json.dumps(LOG_DELIVERY))
    s3.create_bucket(
        Bucket=NAME, ObjectLockEnabledForBucket=True, ObjectOwnership="BucketOwnerEnforced"
    )
    s3.put_bucket_encryption(Bucket=NAME, ServerSideEncryptionConfiguration=_encryption(KEY_ARN))
    s3.put_bucket_lifecycle_configuration(Bucket=NAME, LifecycleConfiguration={"Rules": LIFECYCLE})
    _log_access(session, "its/")
    s3.put_object_lock_configuration(Bucket=NAME, ObjectLockConfiguration=_lock(1))
    s3.put_public_access_block(Bucket=NAME, PublicAccessBlockConfiguration=BLOCKED)
    s3.put_bucket_tagging(Bucket=NAME, Tagging={"TagSet": TAGS})
    return Made("AWS::S3::Bucket", NAME, WANTED)


def make_plain_bucket(session: Session) -> Made:
    """Create a bucket that nothing is set on but what S3 sets itself."""
    _s3(session).create_bucket(Bucket=NAME)
    return Made(
        "AWS::S3::Bucket",
        NAME,
        {
            "BucketName": NAME,
            "LoggingConfiguration": None,
            "ObjectLockEnabled": False,
            "VersioningConfiguration": None,
        },
    )


def make_bucket_policy(session: Session) -> Made:
    """Create a bucket with a policy."""
    s3 = _s3(session)
    s3.create_bucket(Bucket=NAME)
    s3.put_bucket_policy(Bucket=NAME, Policy=json.dumps(POLICY))
    return Made("AWS::S3::BucketPolicy", NAME, {"Bucket": NAME, "PolicyDocument": POLICY})


def _s3(session: Session) -> Any:
    return session.client("s3")


def _encryption(key: str) -> dict[str, Any]:
    by_default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    return {"Rules": [{"ApplyServerSideEncryptionByDefault": by_default}]}


def _log_access(session: Session, prefix: str) -> None:
    _s3(session).put_bucket_logging(
        Bucket=NAME,
        BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": LOGS, "TargetPrefix": prefix}},
    )


def _put_lifecycle(session: Session, rules: list[dict[str, Any]]) -> None:
    _s3(session).put_bucket_lifecycle_configuration(
        Bucket=NAME, LifecycleConfiguration={"Rules": rules}
    )


BUCKET_CHANGES: dict[str, Change] = {
    "BucketEncryption": lambda session, made: _s3(session).put_bucket_encryption(
        Bucket=NAME, ServerSideEncryptionConfiguration=_encryption("alias/another")
    ),
    "LifecycleConfiguration": lambda session, made: _put_lifecycle(
        session, [{**LIFECYCLE[0], "Filter": {"Prefix": "only/"}}, LIFECYCLE[1]]
    ),
    "LoggingConfiguration": lambda session, made: _log_access(session, "other/"),
    "ObjectLockConfiguration": lambda session, made: _s3(session).put_object_lock_configuration(
        Bucket=NAME, ObjectLockConfiguration=_lock(2)
    ),
    "OwnershipControls": lambda session, made: _s3(session).delete_bucket_ownership_controls(
        Bucket=NAME
    ),
    "PublicAccessBlockConfiguration": lambda session, made: _s3(session).delete_public_access_block(
        Bucket=NAME
    ),
    "Tags": lambda session, made: _s3(session).put_bucket_tagging(
        Bucket=NAME, Tagging={"TagSet": OTHER_TAGS}
    ),
    "VersioningConfiguration": lambda session, made: _s3(session).put_bucket_versioning(
        Bucket=NAME, VersioningConfiguration={"Status": "Suspended"}
    ),
}
PLAIN_BUCKET_CHANGES: dict[str, Change] = {
    "VersioningConfiguration": lambda session, made: _s3(session).put_bucket_versioning(
        Bucket=NAME, VersioningConfiguration={"Status": "Enabled"}
    ),
}
BUCKET_POLICY_CHANGES: dict[str, Change] = {
    "PolicyDocument": lambda session, made: _s3(session).put_bucket_policy(
        Bucket=NAME,
        Policy=json.dumps({**POLICY, "Statement": [{**POLICY["Statement"][0], "Sid": "Other"}]}),
    ),
}
