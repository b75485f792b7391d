"""What CloudTrail asks of the log group and the role it delivers events with.

CloudTrail takes the role without telling for which trail, so a trust that asks is never met.

Source: CloudTrail user guide, "Role policy document for CloudTrail to use CloudWatch Logs for
monitoring", with an organization's trail and its note on confused deputies, read 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..authorisation import state
from ..authorisation.access import Access
from ..authorisation.context import Context
from ..authorisation.policies import UnjudgeableError, statements
from ..authorisation.services import lets
from ..refusal import refuse

_SERVICE = "cloudtrail.amazonaws.com"
_ACTIONS = ("logs:CreateLogStream", "logs:PutLogEvents")


def check_log_delivery(
    wanted: Mapping[str, Any], account: str, region: str, organization_id: str
) -> None:
    """Refuse a log group that is missing, and a role that cannot write to its streams.

    Raises:
        RefusedError: for the first thing that is missing.
    """
    from ministack.services import cloudwatch_logs

    group, role_arn = wanted.get("CloudWatchLogsLogGroupArn"), wanted.get("CloudWatchLogsRoleArn")
    if not group and not role_arn:
        return
    start, _, rest = str(group or "").partition(":log-group:")
    name = rest.removesuffix(":*") if start.endswith(f":logs:{region}:{account}") else ""
    if not name or name not in cloudwatch_logs._log_groups or not str(group).endswith(":*"):
        raise refuse(
            "InvalidCloudWatchLogsLogGroupArnException",
            "CloudTrail cannot validate the specified log group ARN.",
        )
    role = state.iam_entity("role", str(role_arn or "").rpartition("/")[2], account)
    streams = [f"{account}_CloudTrail_{region}"]
    if organization_id:
        streams.append(f"{organization_id}_111122223333")
    if role is None or not _trusts(role) or not _may_write(role, account, region, name, streams):
        raise refuse(
            "InvalidCloudWatchLogsRoleArnException",
            "Access denied. Verify in IAM that the role has adequate permissions.",
        )


def _trusts(role: Mapping[str, Any]) -> bool:
    try:
        return lets(role["AssumeRolePolicyDocument"], _SERVICE, Access("sts:AssumeRole"), {})
    except UnjudgeableError:
        return False


def _may_write(
    role: Mapping[str, Any], account: str, region: str, group: str, streams: list[str]
) -> bool:
    documents = list(state.inline_policies("role", str(role["RoleName"]), account).values())
    for arn in role.get("AttachedPolicies", []):
        document = state.managed_policy(str(arn), account)
        if document is not None:
            documents.append(document)
    everything = [statement for each in documents for statement in statements(each)]
    context = Context({}, dict)
    return all(
        any(
            statement.effect == "Allow"
            and statement.applies(Access(action, _stream(account, region, group, name)), context)
            for statement in everything
        )
        for action in _ACTIONS
        for name in streams
    )


def _stream(account: str, region: str, group: str, name: str) -> str:
    return f"arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:{name}"
