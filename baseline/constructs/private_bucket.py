"""A bucket that is versioned, private, reached over TLS, and kept when its stack goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import RemovalPolicy
from aws_cdk.aws_s3 import CfnBucket, CfnBucketPolicy
from constructs import Construct

OVERWRITTEN_DAYS = 90
"""How long a file that somebody deleted or overwrote can be had back."""
UNFINISHED_UPLOAD_DAYS = 7

PLAIN_HTTP = {"Bool": {"aws:SecureTransport": "false"}}
BY_ACCESS_POINT = {"Null": {"s3:DataAccessPointArn": "false"}}
"""Such calls name the access point instead of the bucket, whose ARN guardrails know.

Source: Amazon S3 user guide, "Configuring IAM policies for using access points", condition key
s3:DataAccessPointArn, read 2026-11-30.
"""


class PrivateBucket(Construct):
    """Deletes what is older than `retention_days`; what is overwritten stays a while longer.

    Args:
        retention_days: how long a file is kept, or none for ever.
        overwritten_days: how long a file that somebody deleted or overwrote can be had back.
        key_arn: the key of the default encryption, or none for S3's own.
        statements: what the bucket's policy says beside that only TLS, and no access point, gets
            in.
        access_logs_to: the bucket that every access is logged to, or none.
        object_lock: the default retention, as S3 writes it, or none.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket_name: str,
        retention_days: int | None,
        statements: Sequence[Mapping[str, Any]],
        overwritten_days: int = OVERWRITTEN_DAYS,
        key_arn: str | None = None,
        access_logs_to: str | None = None,
        object_lock: CfnBucket.DefaultRetentionProperty | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.bucket = CfnBucket(
            self,
            "Bucket",
            bucket_name=bucket_name,
            bucket_encryption=_encryption(key_arn),
            lifecycle_configuration=CfnBucket.LifecycleConfigurationProperty(
                rules=_rules(retention_days, overwritten_days)
            ),
            logging_configuration=_logging(bucket_name, access_logs_to),
            object_lock_enabled=True if object_lock else None,
            object_lock_configuration=_lock(object_lock),
            ownership_controls=_owned_by_the_account(),
            public_access_block_configuration=CfnBucket.PublicAccessBlockConfigurationProperty(
                block_public_acls=True,
                block_public_policy=True,
                ignore_public_acls=True,
                restrict_public_buckets=True,
            ),
            versioning_configuration=CfnBucket.VersioningConfigurationProperty(status="Enabled"),
        )
        self.bucket.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.name = self.bucket.ref
        self.policy = CfnBucketPolicy(
            self,
            "Policy",
            bucket=self.bucket.ref,
            policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    _deny("DenyWithoutTls", self.bucket.attr_arn, PLAIN_HTTP),
                    _deny("DenyAccessPoints", self.bucket.attr_arn, BY_ACCESS_POINT),
                    *statements,
                ],
            },
        )
        self.policy.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def _owned_by_the_account() -> CfnBucket.OwnershipControlsProperty:
    rule = CfnBucket.OwnershipControlsRuleProperty(object_ownership="BucketOwnerEnforced")
    return CfnBucket.OwnershipControlsProperty(rules=[rule])


def _encryption(key_arn: str | None) -> CfnBucket.BucketEncryptionProperty:
    """The bucket key stays off: with one, single reads would vanish from the key's record."""
    default = CfnBucket.ServerSideEncryptionByDefaultProperty(
        sse_algorithm="aws:kms" if key_arn else "AES256", kms_master_key_id=key_arn
    )
    return CfnBucket.BucketEncryptionProperty(
        server_side_encryption_configuration=[
            CfnBucket.ServerSideEncryptionRuleProperty(
                bucket_key_enabled=False if key_arn else None,
                server_side_encryption_by_default=default,
            )
        ]
    )


def _logging(name: str, target: str | None) -> CfnBucket.LoggingConfigurationProperty | None:
    if target is None:
        return None
    return CfnBucket.LoggingConfigurationProperty(
        destination_bucket_name=target, log_file_prefix=f"{name}/"
    )


def _lock(
    default: CfnBucket.DefaultRetentionProperty | None,
) -> CfnBucket.ObjectLockConfigurationProperty | None:
    if default is None:
        return None
    return CfnBucket.ObjectLockConfigurationProperty(
        object_lock_enabled="Enabled",
        rule=CfnBucket.ObjectLockRuleProperty(default_retention=default),
    )


def _rules(retention_days: int | None, overwritten_days: int) -> list[CfnBucket.RuleProperty]:
    return [
        CfnBucket.RuleProperty(
            id="retention",
            status="Enabled",
            expiration_in_days=retention_days,
            noncurrent_version_expiration=CfnBucket.NoncurrentVersionExpirationProperty(
                noncurrent_days=overwritten_days
            ),
        ),
        CfnBucket.RuleProperty(
            id="leftovers",
            status="Enabled",
            expired_object_delete_marker=True,
            abort_incomplete_multipart_upload=CfnBucket.AbortIncompleteMultipartUploadProperty(
                days_after_initiation=UNFINISHED_UPLOAD_DAYS
            ),
        ),
    ]


def _deny(sid: str, arn: str, condition: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """Keep everybody out of the bucket and its files who meets the condition."""
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": condition,
    }
