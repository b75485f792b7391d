"""Where the trail's events go to be watched: a log group, and the role that writes into it."""

from __future__ import annotations

from aws_cdk import RemovalPolicy, Stack
from aws_cdk.aws_iam import CfnManagedPolicy, CfnRole
from aws_cdk.aws_logs import CfnLogGroup
from constructs import Construct

from baseline.constructs.audit.operations_key import logs_service
from baseline.nag import acknowledge

ROLE_NAME = "trail-to-logs"


class TrailLogGroup(Construct):
    """The log group of the organization's trail, with the role that CloudTrail takes for it.

    Group and role stand in the management account, which owns the trail. Events of the management
    account and of members go to streams of two forms. The trust names no trail: CloudTrail takes
    this role without saying for which one, and refuses to make a trail that it cannot deliver for.
    A trail takes a role of its own account only, so no other account's can use this one.

    Source: AWS CloudTrail user guide, "Prepare for creating a trail for your organization", the
    role policy for CloudWatch Logs, read 2026-11-24; "Role policy document for CloudTrail to use
    CloudWatch Logs for monitoring", its note on confused deputies, and API reference, CreateTrail,
    CloudWatchLogsRoleArn, read 2026-11-30; prowler issue 4714, of who met it. That writing takes
    the key of the role is unconfirmed; AWS's managed policy CloudWatchLogsAPIKeyAccess, of
    2026-02-20, allows the same two calls to KMS for it.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        partition: str,
        region: str,
        account_id: str,
        organization_id: str,
        key_arn: str,
        retention_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self.name = f"/{prefix}/trail"
        group = CfnLogGroup(
            self,
            "Group",
            log_group_name=self.name,
            kms_key_id=key_arn,
            retention_in_days=retention_days,
        )
        group.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.group = group
        self.arn = group.attr_arn
        role = self._role(prefix)
        self.role_arn = role.attr_arn
        group_arn = f"arn:{partition}:logs:{region}:{account_id}:log-group:{self.name}"
        streams = [
            f"{group_arn}:log-stream:{account_id}_CloudTrail_{region}*",
            f"{group_arn}:log-stream:{organization_id}_*",
        ]
        self.policy = self._policy(
            prefix, role, streams, _encrypt(key_arn, logs_service(partition, region))
        )

    def _role(self, prefix: str) -> CfnRole:
        return CfnRole(
            self,
            "Role",
            role_name=ROLE_NAME,
            path=f"/{prefix}/",
            description="Lets CloudTrail write the trail's events to CloudWatch Logs.",
            assume_role_policy_document=_document(
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudtrail.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ),
        )

    def _policy(
        self, prefix: str, role: CfnRole, streams: list[str], encrypt: dict[str, object]
    ) -> CfnManagedPolicy:
        policy = CfnManagedPolicy(
            self,
            "Policy",
            path=f"/{prefix}/",
            description="Writing into the trail's log group.",
            roles=[role.ref],
            policy_document=_document(
                {
                    "Sid": "WriteTrailStreams",
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": streams,
                },
                encrypt,
            ),
        )
        acknowledge(
            policy,
            {
                f"AwsSolutions-IAM5[Resource::{_as_in_findings(self, each)}]": _STREAMS
                for each in streams
            },
        )
        return policy


def _as_in_findings(scope: Construct, text: str) -> str:
    """Write a text as the rule packs do, which name what only AWS can fill in."""
    resolved = Stack.of(scope).resolve(text)
    parts = resolved["Fn::Join"][1] if isinstance(resolved, dict) else [resolved]
    return "".join(f"<{each['Ref']}>" if isinstance(each, dict) else each for each in parts)


_STREAMS = (
    "CloudTrail makes a stream for each region and account and numbers it; the group and the start "
    "of the streams' names are fixed."
)


def _encrypt(key_arn: str, service: str) -> dict[str, object]:
    """Let CloudWatch Logs use the key for the role, where it does not use it for itself."""
    return {
        "Sid": "EncryptThroughLogs",
        "Effect": "Allow",
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": [key_arn],
        "Condition": {"StringEquals": {"kms:ViaService": service}},
    }


def _document(*statements: dict[str, object]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(statements)}
