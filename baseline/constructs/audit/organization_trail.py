"""The trail that records every call in every account of the organization."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk.aws_cloudtrail import CfnTrail
from constructs import Construct

from baseline.constructs.audit.audit_key import audit_key_alias
from baseline.constructs.audit.trail_log_group import TrailLogGroup
from baseline.constructs.setting import Setting
from baseline.nag import acknowledge
from baseline.runtime.settings import audit_storage

INSIGHTS = ("ApiCallRateInsight", "ApiErrorRateInsight")
"""Source: CloudTrail API reference, InsightSelector, read 2026-11-24."""


def trail_name(prefix: str) -> str:
    """Name the trail; policies of key and bucket know it by this before it exists."""
    return f"{prefix}-trail"


def trail_arn(*, prefix: str, partition: str, region: str, account_id: str) -> str:
    """Write the ARN the trail has in the management account, wherever its bucket stands."""
    return f"arn:{partition}:cloudtrail:{region}:{account_id}:trail/{trail_name(prefix)}"


class OrganizationTrail(Construct):
    """All management events, reads and key use included, of all accounts and regions.

    A setting first waits until bucket and key answer, and hands over the key's ARN: given an
    alias, CloudTrail would answer with the ARN, and the trail would look changed for ever. The
    setting itself is made between the trail's role and the trail, which CloudTrail refuses while it
    cannot take the role yet. How long IAM takes is unconfirmed.

    Source: terraform-provider-aws issue 693 and pull requests 1312 and 1820, of who met it, read
    2026-11-30.

    Args:
        log_group: where events also go, or none.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        bucket_name: str,
        log_group: TrailLogGroup | None,
        insights: bool,
    ) -> None:
        super().__init__(scope, construct_id)
        storage = Setting(
            self,
            "Storage",
            prefix=prefix,
            module=audit_storage,
            properties={"Bucket": bucket_name, "KeyAlias": audit_key_alias(prefix)},
            resource_fields={"bucket": bucket_name},
        )
        self.key_arn = storage.attribute("KeyArn")
        trail = CfnTrail(
            self,
            "Trail",
            trail_name=trail_name(prefix),
            s3_bucket_name=bucket_name,
            kms_key_id=self.key_arn,
            is_logging=True,
            is_organization_trail=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            event_selectors=[_EVERY_MANAGEMENT_EVENT],
            insight_selectors=_insights() if insights else None,
            # Empty texts end a delivery that was on; leaving them out would keep it.
            cloud_watch_logs_log_group_arn=log_group.arn if log_group else "",
            cloud_watch_logs_role_arn=log_group.role_arn if log_group else "",
        )
        trail.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        if log_group:
            # All of the setting, its own role included, is made after the trail's role: meanwhile
            # IAM spreads that one.
            storage.node.add_dependency(log_group.policy)
            trail.add_resource_dependency(log_group.policy)
        else:
            _accept_no_delivery(trail)


def _accept_no_delivery(trail: CfnTrail) -> None:
    acknowledge(
        trail,
        {
            "NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled": _OFF,
            f"CloudFormation-Validate::{_NOT_AN_ARN}": _EMPTY,
        },
    )
    trail.add_metadata("cfn-lint", {"config": {"ignore_checks": [_NOT_AN_ARN]}})


_EVERY_MANAGEMENT_EVENT = CfnTrail.EventSelectorProperty(
    include_management_events=True, read_write_type="All", exclude_management_event_sources=[]
)
"""Events of KMS are not left out: its reads are the use of keys."""


def _insights() -> list[CfnTrail.InsightSelectorProperty]:
    return [CfnTrail.InsightSelectorProperty(insight_type=kind) for kind in INSIGHTS]


_OFF = (
    "The configuration turns CloudWatch Logs off for its price; every event still goes to the "
    "encrypted log bucket, with digests that show any gap."
)

_NOT_AN_ARN = "E1156"
"""The rule of cfn-lint, and of the CDK's validation, that the role's text is an ARN."""

_EMPTY = (
    "The empty text is what takes the role out of a trail that had one, and a template without it "
    "would leave the delivery on. That a new trail takes it as well is unconfirmed."
)
