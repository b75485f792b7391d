"""Where an organization must not be created or taken over, each said in one clear line.

Control Tower is recognised by its trusted access: one global read that needs no more than this
setting holds anyway. `controltower:ListLandingZones` answers in the landing zone's home region
only, which is not known here, and the roles of a landing zone outlive it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .errors import SettingError

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .run import Run

CONTROL_TOWER = "controltower.amazonaws.com"

#: Why AWS may refuse to create an organization, by reason.
#: Source: AWS Organizations API Reference, ConstraintViolationException.
CREATION = {
    "ACCOUNT_CREATION_NOT_COMPLETE": "this account is not fully set up yet; complete its sign-up "
    "(contact data, payment method, phone and e-mail verification), then deploy again",
    "MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED": "this account has no valid payment method; add "
    "one under Billing, then deploy again",
    "MASTER_ACCOUNT_MISSING_CONTACT_INFO": "this account has no valid address or phone number; "
    "add them under Account, then deploy again",
    "MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE": "this account has no valid business license; hand "
    "it in with customer support, then deploy again",
}


def refuse_member(found: Mapping[str, str], account_id: str) -> None:
    """Stop where the organization is managed by another account.

    Raises:
        SettingError: if it is.

    """
    manager = found["ManagementAccountId"]
    if account_id != manager:
        raise SettingError(
            f"this account is a member of organization {found['OrganizationId']} (got account "
            f"{account_id}, managed by {manager}); deploy in {manager}, or let this account leave"
        )


def refuse_billing_only(found: Mapping[str, str]) -> None:
    """Stop where the organization shares no more than its bill.

    Raises:
        SettingError: if it does.

    """
    if found["FeatureSet"] != "ALL":
        raise SettingError(
            f"the organization has not all features (got {found['FeatureSet']}); enable all "
            "features under Organizations, Settings, which every invited member must approve and "
            "nobody can undo, then deploy again"
        )


def refuse_control_tower(run: Run, organizations: OrganizationsClient) -> None:
    """Stop where Control Tower manages the organization.

    Raises:
        SettingError: if it does.

    """
    services = run.pages(
        organizations.list_aws_service_access_for_organization,
        "EnabledServicePrincipals",
        # An organization that was just made is not known everywhere at once.
        settling={"AWSOrganizationsNotInUse"},
    )
    if any(service["ServicePrincipal"] == CONTROL_TOWER for service in services):
        raise SettingError(
            "AWS Control Tower manages this organization, and two baselines would undo each "
            f"other; decommission its landing zone and end trusted access for {CONTROL_TOWER}, "
            "or use another organization"
        )
