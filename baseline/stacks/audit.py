"""What records every call in the organization, and who is told."""

from __future__ import annotations

from aws_cdk import App, Aws

from baseline.config import Config
from baseline.constructs.audit.log_bucket import log_bucket_name
from baseline.constructs.audit.operations_key import OperationsKey
from baseline.constructs.audit.organization_trail import OrganizationTrail
from baseline.constructs.audit.trail_log_group import TrailLogGroup
from baseline.constructs.audit.trail_watch import TrailWatch
from baseline.constructs.shared_value import ORGANIZATION_ID, SharedValues
from baseline.stacks.baseline_stack import BaselineStack


class AuditStack(BaselineStack):
    """The organization's trail and, with CloudWatch Logs, its alarms and queries."""

    def __init__(self, app: App, construct_id: str, *, config: Config) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="audit",
            description="The organization's trail, its log group, alarms and saved queries.",
        )
        place = {
            "prefix": config.prefix,
            "partition": config.partition,
            "region": config.home_region,
            "account_id": Aws.ACCOUNT_ID,
        }
        key = group = None
        if config.trail.cloudwatch_logs:
            key = OperationsKey(self, "OperationsKey", **place)
            group = TrailLogGroup(
                self,
                "LogGroup",
                **place,
                organization_id=SharedValues(config.prefix).read(
                    self, "OrganizationId", name=ORGANIZATION_ID
                ),
                key_arn=key.arn,
                retention_days=config.trail.log_group_retention_days,
            )
        trail = OrganizationTrail(
            self,
            "Trail",
            prefix=config.prefix,
            bucket_name=log_bucket_name(config.prefix, Aws.ACCOUNT_ID),
            log_group=group,
            insights=config.trail.insights,
        )
        if key and group:
            TrailWatch(
                self,
                "Watch",
                **place,
                log_group=group,
                audit_key_arn=trail.key_arn,
                operations_key_arn=key.arn,
                emails=config.trail.emails,
            )
