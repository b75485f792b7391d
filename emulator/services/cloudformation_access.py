"""StackSets' access to the organization, which ministack does not know.

Source: CloudFormation API reference, ActivateOrganizationsAccess.
"""

from __future__ import annotations

from .. import organizations
from ..calls import Call
from ..refusal import Response, refuse
from .query import result

OPERATIONS = (
    "ActivateOrganizationsAccess",
    "DeactivateOrganizationsAccess",
    "DescribeOrganizationsAccess",
)
_PRINCIPAL = "member.org.stacksets.cloudformation.amazonaws.com"
_STATUS: dict[str, str] = {}


def answer(call: Call, account: str) -> Response:
    """Answer one of the three calls.

    Raises:
        RefusedError: if a caller other than the management account asks for a change.
    """
    if call.operation == "DescribeOrganizationsAccess":
        status = _STATUS.get(account, "DISABLED")
        return result(call.operation, f"<Status>{status}</Status>")
    if organizations.management_account(account) != account:
        raise refuse(
            "InvalidOperationException",
            "Only the management account of an organization can change organizations access",
        )
    activate = call.operation == "ActivateOrganizationsAccess"
    _STATUS[account] = "ENABLED" if activate else "DISABLED_PERMANENTLY"
    organizations.set_service_access(account, _PRINCIPAL, activate)
    return result(call.operation)
