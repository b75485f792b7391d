"""The bucket that says who read the log bucket."""

from __future__ import annotations

from constructs import Construct

from baseline.constructs.private_bucket import PrivateBucket
from baseline.nag import acknowledge


class AccessLogBucket(PrivateBucket):
    """Takes the access logs of one bucket, from S3 alone.

    S3 delivers to no bucket with a key of ours and to none with Object Lock, so it has neither. It
    logs no accesses of its own: logging into itself never ends, and who changes it is in the
    organization's trail.

    Source: Amazon S3 user guide, "Enabling Amazon S3 server access logging", "Permissions for log
    delivery" and the limits before it, read 2026-11-24.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket_name: str,
        partition: str,
        account_id: str,
        source_bucket_name: str,
        retention_days: int,
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            bucket_name=bucket_name,
            retention_days=retention_days,
            statements=[
                {
                    "Sid": "S3DeliversAccessLogs",
                    "Effect": "Allow",
                    "Principal": {"Service": "logging.s3.amazonaws.com"},
                    "Action": "s3:PutObject",
                    "Resource": f"arn:{partition}:s3:::{bucket_name}/{source_bucket_name}/*",
                    "Condition": {
                        "ArnLike": {"aws:SourceArn": f"arn:{partition}:s3:::{source_bucket_name}"},
                        "StringEquals": {"aws:SourceAccount": account_id},
                    },
                }
            ],
        )
        acknowledge(self.bucket, _REASONS)


_REASONS = {
    "NIST.800.53.R5-S3BucketReplicationEnabled": (
        "It says who read the logs and is kept in versions; S3 stores it in three zones. A copy "
        "in another region would double its price."
    ),
    "NIST.800.53.R5-S3DefaultEncryptionKMS": (
        "S3 delivers no access logs to a bucket with a customer key; S3's own keys encrypt it."
    ),
}
