"""The bucket that AWS delivers cost data to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aws_cdk import Aws
from constructs import Construct

from baseline.constructs.private_bucket import PrivateBucket
from baseline.nag import acknowledge

OVERWRITTEN_DAYS = 30
"""How long a delivery that a later one replaced can be had back."""


def export_bucket_name(prefix: str) -> str:
    """Name the bucket, for whoever delivers to it from another stack."""
    return f"{prefix}-exports-{Aws.ACCOUNT_ID}"


class ExportBucket(PrivateBucket):
    """A bucket that only AWS's billing services deliver to, and only for this account.

    It is encrypted with S3's own keys: a delivery that needs a key of ours is unconfirmed, and
    what lies here is costs, not evidence. AWS writes the running month anew at least daily, so
    old versions go after some days.

    Source: AWS Data Exports user guide, "Setting up an Amazon S3 bucket for data exports": both
    services, the account and the ARNs, whose region is the one of billing wherever the bucket is.
    """

    def __init__(self, scope: Construct, construct_id: str, *, prefix: str, region: str) -> None:
        name = export_bucket_name(prefix)
        super().__init__(
            scope,
            construct_id,
            bucket_name=name,
            retention_days=None,
            overwritten_days=OVERWRITTEN_DAYS,
            statements=[_allow_billing(f"arn:{Aws.PARTITION}:s3:::{name}", region)],
        )
        acknowledge(self.bucket, _REASONS)


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
