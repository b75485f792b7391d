"""Who called, in CloudTrail's words.

Source: CloudTrail User Guide, "CloudTrail userIdentity element".
"""

from __future__ import annotations

from typing import Any

from ..authorisation import state
from ..authorisation.principal import Principal

CLOUDTRAIL = {"type": "AWSService", "invokedBy": "cloudtrail.amazonaws.com"}


def of(caller: Principal, access_key: str) -> dict[str, Any]:
    """The userIdentity element of a caller's own account.

    The operator's and a member's bare account key are what GetCallerIdentity says they are:
    the root user.
    """
    user_id = str(caller.keys.get("aws:userid", caller.account))
    made: dict[str, Any] = {
        "type": _TYPES[caller.kind],
        "principalId": user_id,
        "arn": caller.caller,
        "accountId": caller.account,
        "accessKeyId": access_key,
    }
    if caller.kind == "user":
        made["userName"] = caller.name
    context = _session_context(caller)
    if context:
        made["sessionContext"] = context
    return made


def from_another_account(caller: Principal) -> dict[str, Any]:
    """What the owner of a resource sees of a caller of another account."""
    return {
        "type": "AWSAccount",
        "principalId": str(caller.keys.get("aws:userid", caller.account)),
        "accountId": caller.account,
    }


def _session_context(caller: Principal) -> dict[str, Any]:
    issued = caller.keys.get("aws:tokenissuetime")
    if issued is None:
        return {}
    context: dict[str, Any] = {
        "attributes": {
            "creationDate": issued,
            "mfaAuthenticated": str(caller.keys.get("aws:multifactorauthpresent", "false")),
        }
    }
    if caller.kind == "role":
        role = state.iam_entity("role", caller.name, caller.account) or {}
        context["sessionIssuer"] = {
            "type": "Role",
            "principalId": str(role.get("RoleId", caller.keys.get("aws:userid", ""))).partition(
                ":"
            )[0],
            "arn": caller.arn,
            "accountId": caller.account,
            "userName": caller.name,
        }
    return context


_TYPES = {
    "operator": "Root",
    "root": "Root",
    "user": "IAMUser",
    "role": "AssumedRole",
    "federated": "FederatedUser",
}
