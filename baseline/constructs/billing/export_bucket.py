"""The bucket that AWS delivers cost data to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aws_cdk import Aws, RemovalPolicy
from aws_cdk.aws_s3 import CfnBucket, CfnBucketPolicy
from constructs import Construct

from baseline.nag import acknowledge

OVERWRITTEN_DAYS = 30
"""How long a delivery that a later one replaced can be had back."""
UNFINISHED_UPLOAD_DAYS = 7


def export_bucket_name(prefix: str) -> str:
    """Name the bucket, for whoever delivers to it from another stack."""
    return f"{prefix}-exports-{Aws.ACCOUNT_ID}"


class ExportBucket(Construct):
    """A bucket that only AWS's billing services deliver to, and only for this account.

    It is encrypted with S3's own keys: a delivery that needs a key of ours is unconfirmed, and
    what lies here is costs, not evidence. AWS writes the running month anew at least daily, so
    old versions go after some days.

    Source: AWS Data Exports user guide, "Setting up an Amazon S3 bucket for data exports": both
    services, the account and the ARNs, whose region is the one of billing wherever the bucket is.
    """

    def __init__(self, scope: Construct, construct_id: str, *, prefix: str, region: str) -> None:
        super().__init__(scope, construct_id)
        name = export_bucket_name(prefix)
        bucket = CfnBucket(
            self,
            "Bucket",
            bucket_name=name,
            bucket_encryption=CfnBucket.BucketEncryptionProperty(
                server_side_encryption_configuration=[
                    CfnBucket.ServerSideEncryptionRuleProperty(
                        server_side_encryption_by_default=CfnBucket.ServerSideEncryptionByDefaultProperty(
                            sse_algorithm="AES256"
                        )
                    )
                ]
            ),
            lifecycle_configuration=CfnBucket.LifecycleConfigurationProperty(
                rules=[_overwritten_versions(), _unfinished_uploads()]
            ),
            ownership_controls=CfnBucket.OwnershipControlsProperty(
                rules=[
                    CfnBucket.OwnershipControlsRuleProperty(object_ownership="BucketOwnerEnforced")
                ]
            ),
            public_access_block_configuration=CfnBucket.PublicAccessBlockConfigurationProperty(
                block_public_acls=True,
                block_public_policy=True,
                ignore_public_acls=True,
                restrict_public_buckets=True,
            ),
            versioning_configuration=CfnBucket.VersioningConfigurationProperty(status="Enabled"),
        )
        bucket.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        acknowledge(bucket, _REASONS)
        policy = CfnBucketPolicy(
            self,
            "Policy",
            bucket=bucket.ref,
            policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    _deny_without_tls(bucket.attr_arn),
                    _allow_billing(bucket.attr_arn, region),
                ],
            },
        )
        policy.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def _overwritten_versions() -> CfnBucket.RuleProperty:
    return CfnBucket.RuleProperty(
        id="overwritten-deliveries",
        status="Enabled",
        noncurrent_version_expiration=CfnBucket.NoncurrentVersionExpirationProperty(
            noncurrent_days=OVERWRITTEN_DAYS
        ),
    )


def _unfinished_uploads() -> CfnBucket.RuleProperty:
    return CfnBucket.RuleProperty(
        id="unfinished-uploads",
        status="Enabled",
        abort_incomplete_multipart_upload=CfnBucket.AbortIncompleteMultipartUploadProperty(
            days_after_initiation=UNFINISHED_UPLOAD_DAYS
        ),
    )


def _deny_without_tls(bucket_arn: str) -> Mapping[str, Any]:
    return {
        "Sid": "DenyWithoutTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket_arn, f"{bucket_arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _allow_billing(bucket_arn: str, region: str) -> Mapping[str, Any]:
    ours = f"{region}:{Aws.ACCOUNT_ID}"
    return {
        "Sid": "AllowBillingToDeliver",
        "Effect": "Allow",
        "Principal": {
            "Service": ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"]
        },
        "Action": ["s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:PutObject"],
        "Resource": [bucket_arn, f"{bucket_arn}/*"],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
            "ArnLike": {
                "aws:SourceArn": [
                    f"arn:{Aws.PARTITION}:cur:{ours}:definition/*",
                    f"arn:{Aws.PARTITION}:bcm-data-exports:{ours}:export/*",
                ]
            },
        },
    }


_NOT_LOGGED = (
    "It holds cost figures, which AWS can deliver again, and no evidence; who changes the bucket "
    "is in the organization's trail. Access logs would need a second bucket in this region."
)
_REASONS = {
    "AwsSolutions-S1": _NOT_LOGGED,
    "NIST.800.53.R5-S3BucketLoggingEnabled": _NOT_LOGGED,
    "NIST.800.53.R5-S3BucketReplicationEnabled": (
        "AWS delivers past months again when asked, so a copy elsewhere would protect nothing "
        "that is not kept already."
    ),
    "NIST.800.53.R5-S3DefaultEncryptionKMS": (
        "S3's own keys encrypt it. That AWS's billing services deliver to a bucket with a customer "
        "key is unconfirmed, and a delivery that fails is noticed a day later."
    ),
}
