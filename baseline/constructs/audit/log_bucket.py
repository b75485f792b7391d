"""The bucket that the organization's trail logs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aws_cdk.aws_s3 import CfnBucket
from constructs import Construct

from baseline.constructs.audit.access_log_bucket import AccessLogBucket
from baseline.constructs.private_bucket import PrivateBucket
from baseline.nag import acknowledge

CLOUDTRAIL = "cloudtrail.amazonaws.com"


def log_bucket_name(prefix: str, account_id: str) -> str:
    """Name the bucket, for whoever logs to it from another stack."""
    return f"{prefix}-logs-{account_id}"


class LogBucket(Construct):
    """The log bucket, and beside it the bucket that its accesses are logged to.

    Takes nothing but texts and numbers, so that it also stands in the template of a member account,
    where the ids are parameters. Nothing is denied for its encryption: CloudTrail's digest files
    have been encrypted in different ways over time.

    Source: AWS CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail", the policy for an
    organization trail, read 2026-11-24.

    Args:
        account_id: the account the bucket stands in.
        management_account_id: the organization's management account, which owns the trail.
        organization_id: the organization, under whose id files of member accounts lie.
        trail_arn: the ARN that the trail has, or will have.
        key_arn: the audit key's own ARN.
        object_lock: mode (`governance` or `compliance`) and days, or none.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        partition: str,
        account_id: str,
        management_account_id: str,
        organization_id: str,
        trail_arn: str,
        key_arn: str,
        retention_days: int,
        object_lock: tuple[str, int] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        name = log_bucket_name(prefix, account_id)
        access_logs = AccessLogBucket(
            self,
            "AccessLogs",
            bucket_name=f"{prefix}-access-logs-{account_id}",
            partition=partition,
            account_id=account_id,
            source_bucket_name=name,
            retention_days=retention_days,
        )
        logs = PrivateBucket(
            self,
            "Logs",
            bucket_name=name,
            retention_days=retention_days,
            key_arn=key_arn,
            access_logs_to=access_logs.name,
            object_lock=_default_retention(object_lock),
            statements=_statements(
                f"arn:{partition}:s3:::{name}", trail_arn, (management_account_id, organization_id)
            ),
        )
        # Accesses are logged from the first one on.
        logs.bucket.add_resource_dependency(access_logs.policy)
        acknowledge(logs.bucket, _REASONS)


_REASONS = {
    "NIST.800.53.R5-S3BucketReplicationEnabled": (
        "It is kept in versions, may be locked, and S3 stores it in three zones; CloudTrail's "
        "digests show any gap. A copy in another region would double its price."
    )
}


def _statements(
    bucket_arn: str, trail_arn: str, owners: tuple[str, str]
) -> list[Mapping[str, Any]]:
    """The three statements of an organization trail; `owners` are account and organization."""
    source = {"aws:SourceArn": trail_arn}
    acl = {"s3:x-amz-acl": "bucket-owner-full-control"}
    sids = ("CloudTrailWritesForManagementAccount", "CloudTrailWritesForOrganization")
    return [
        _cloudtrail("CloudTrailReadsAcl", "s3:GetBucketAcl", bucket_arn, source),
        *(
            _cloudtrail(sid, "s3:PutObject", f"{bucket_arn}/AWSLogs/{owner}/*", source | acl)
            for sid, owner in zip(sids, owners, strict=True)
        ),
    ]


def _cloudtrail(
    sid: str, action: str, resource: str, equals: Mapping[str, str]
) -> Mapping[str, Any]:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": CLOUDTRAIL},
        "Action": action,
        "Resource": resource,
        "Condition": {"StringEquals": dict(equals)},
    }


def _default_retention(
    object_lock: tuple[str, int] | None,
) -> CfnBucket.DefaultRetentionProperty | None:
    if object_lock is None:
        return None
    mode, days = object_lock
    return CfnBucket.DefaultRetentionProperty(mode=mode.upper(), days=days)
