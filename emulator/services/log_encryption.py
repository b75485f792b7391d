"""What CloudWatch Logs asks of a key before it makes a log group with it.

It must be let in itself, and whoever makes the group through it: the key's policy must leave that
to IAM of the account at least. Whether it asks the callers of other operations is unconfirmed.

Source: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management
Service", read 2026-11-30; landing-zone-accelerator-on-aws issue 768.
"""

from __future__ import annotations

from typing import Any

from ..authorisation import policies, state
from ..authorisation.access import Access
from ..authorisation.context import Context
from ..authorisation.services import lets

_ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


def problems(key: str, group: str, account: str, region: str) -> list[str]:
    """The reasons CloudWatch Logs would refuse the key for a group of that name, in its words."""
    arn = state.key_arn(key, account, region)
    found = state.resource_policy("kms", arn, account, region) if arn else None
    group_arn = f"arn:aws:logs:{region}:{account}:log-group:{group}"
    service = f"logs.{region}.amazonaws.com"
    context: dict[str, str | list[str]] = {"kms:encryptioncontext:aws:logs:arn": group_arn}
    if found is None or not all(
        lets(found[0], service, Access(action, arn), context) for action in _ACTIONS
    ):
        return [
            f"The specified KMS key does not exist or is not allowed to be used with Arn "
            f"'{group_arn}' (Service: CloudWatchLogs, Status Code: 400)"
        ]
    through = Context({**context, "kms:viaservice": service}, dict)
    return [
        f"The caller is not authorized to perform: {action} on resource: {arn} because no "
        "resource-based policy allows it (Service: CloudWatchLogs, Status Code: 400)"
        for action in _ACTIONS
        if not _leaves_to_iam(found[0], Access(action, arn), through, account)
    ][:1]


def _leaves_to_iam(document: Any, access: Access, context: Context, account: str) -> bool:
    """Whether a policy lets IAM of the account decide."""
    return any(
        statement.effect == "Allow"
        and f"arn:aws:iam::{account}:root" in _principals(statement.elements["Principal"])
        and statement.applies(access, context)
        for statement in policies.statements(document)
    )


def _principals(element: Any) -> list[str]:
    return policies.texts(element.get("AWS", [])) if isinstance(element, dict) else []
