"""Central management of the members' root users, which ministack's IAM does not know.

Source: IAM API reference, EnableOrganizationsRootSessions and its neighbours.
"""

from __future__ import annotations

from .. import organizations
from ..calls import Call
from ..refusal import Response, refuse
from .query import result

_SWITCHES = {
    "EnableOrganizationsRootCredentialsManagement": ("RootCredentialsManagement", True),
    "EnableOrganizationsRootSessions": ("RootSessions", True),
    "DisableOrganizationsRootCredentialsManagement": ("RootCredentialsManagement", False),
    "DisableOrganizationsRootSessions": ("RootSessions", False),
}
OPERATIONS = (*_SWITCHES, "ListOrganizationsFeatures")
_FEATURES: dict[str, set[str]] = {}


def answer(call: Call, account: str) -> Response:
    """Answer a call that reads or switches the features.

    Raises:
        RefusedError: without an organization, from a member, or without trusted access.
    """
    management = organizations.management_account(account)
    if management is None:
        raise refuse(
            "OrganizationNotFoundException", "The account is not in an organization", status=404
        )
    if management != account:
        raise refuse(
            "AccountNotManagementOrDelegatedAdministratorException",
            "The account is neither the management account nor a delegated administrator",
        )
    if not organizations.has_service_access(account, "iam.amazonaws.com"):
        raise refuse(
            "ServiceAccessNotEnabledException",
            "Trusted access is not enabled for iam.amazonaws.com in the organization",
        )
    features = _FEATURES.setdefault(account, set())
    if call.operation in _SWITCHES:
        feature, on = _SWITCHES[call.operation]
        if on:
            features.add(feature)
        else:
            features.discard(feature)
    return result(call.operation, _described(account, features))


def _described(account: str, features: set[str]) -> str:
    members = "".join(f"<member>{feature}</member>" for feature in sorted(features))
    return (
        f"<OrganizationId>{organizations.organization_id(account)}</OrganizationId>"
        f"<EnabledFeatures>{members}</EnabledFeatures>"
    )
