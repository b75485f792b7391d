"""Where the organization's trail keeps its files."""

from __future__ import annotations

from aws_cdk import App, Aws

from baseline.config import Config
from baseline.constructs.audit.audit_key import AuditKey
from baseline.constructs.audit.log_bucket import LogBucket
from baseline.constructs.audit.organization_trail import trail_arn
from baseline.constructs.shared_value import ORGANIZATION_ID, SharedValues
from baseline.stacks.baseline_stack import BaselineStack


class LogArchiveStack(BaselineStack):
    """The audit key and the log bucket, which the trail needs before it is created."""

    def __init__(self, app: App, construct_id: str, *, config: Config) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="log-archive",
            description="The audit key, the log bucket and the bucket of its access logs.",
        )
        trail = trail_arn(
            prefix=config.prefix,
            partition=config.partition,
            region=config.home_region,
            account_id=Aws.ACCOUNT_ID,
        )
        key = AuditKey(
            self,
            "AuditKey",
            prefix=config.prefix,
            partition=config.partition,
            account_id=Aws.ACCOUNT_ID,
            management_account_id=Aws.ACCOUNT_ID,
            trail_arn=trail,
        )
        lock = config.log_archive.object_lock
        LogBucket(
            self,
            "LogBucket",
            prefix=config.prefix,
            partition=config.partition,
            account_id=Aws.ACCOUNT_ID,
            management_account_id=Aws.ACCOUNT_ID,
            organization_id=SharedValues(config.prefix).read(
                self, "OrganizationId", name=ORGANIZATION_ID
            ),
            trail_arn=trail,
            key_arn=key.arn,
            retention_days=config.log_archive.retention_days,
            object_lock=(lock.mode, lock.days) if lock else None,
        )
