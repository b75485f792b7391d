"""Guardrails over which services and accounts act for the whole organization."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# The administrators of detection are kept by `detection.py`.
_ACTIONS = (
    "cloudformation:ActivateOrganizationsAccess",
    "cloudformation:DeactivateOrganizationsAccess",
    "cloudtrail:DeregisterOrganizationDelegatedAdmin",
    "cloudtrail:RegisterOrganizationDelegatedAdmin",
    "fms:AssociateAdminAccount",
    "fms:DisassociateAdminAccount",
    "iam:DisableOrganizationsRootCredentialsManagement",
    "iam:DisableOrganizationsRootSessions",
    "iam:EnableOrganizationsRootCredentialsManagement",
    "iam:EnableOrganizationsRootSessions",
    "organizations:DeleteResourcePolicy",
    "organizations:DeregisterDelegatedAdministrator",
    "organizations:DisableAWSServiceAccess",
    "organizations:EnableAWSServiceAccess",
    "organizations:PutResourcePolicy",
    "organizations:RegisterDelegatedAdministrator",
    "ram:EnableSharingWithAwsOrganization",
    "servicecatalog:DisableAWSOrganizationsAccess",
    "servicecatalog:EnableAWSOrganizationsAccess",
)


def _protect_trusted_access(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectTrustedAccess",
            "Effect": "Deny",
            "Action": [
                "cloudformation:ActivateOrganizationsAccess",
                "cloudformation:DeactivateOrganizationsAccess",
                "cloudtrail:DeregisterOrganization*",
                "cloudtrail:RegisterOrganization*",
                "fms:AssociateAdminAccount",
                "fms:DisassociateAdminAccount",
                "iam:DisableOrganizations*",
                "iam:EnableOrganizations*",
                "organizations:DeleteResourcePolicy",
                "organizations:Deregister*",
                "organizations:DisableAWS*",
                "organizations:EnableAWS*",
                "organizations:PutResourcePolicy",
                "organizations:Register*",
                "ram:EnableSharingWith*",
                "servicecatalog:DisableAWS*",
                "servicecatalog:EnableAWS*",
            ],
            "Resource": "*",
        },
    )


PROTECT_TRUSTED_ACCESS = Guardrail(
    name="protect_trusted_access",
    sid="ProtectTrustedAccess",
    bundle="organization",
    default_place="root",
    why=(
        "A service with trusted access acts in every account, and so does the account that "
        "administers it. A delegated administrator may switch some of it for everybody, central "
        "root access among it; whoever takes over that one account would hold all of them."
    ),
    breaks=(
        "Which services the organization trusts, and which account administers each, is changed "
        "from the management account alone, by its delegated administrators neither. What a "
        "delegated administrator does within its service goes on."
    ),
    source=(
        "AWS Organizations user guide, Using AWS Organizations with other AWS services, and "
        "Delegated administrator for AWS services; IAM API reference, "
        "DisableOrganizationsRootSessions; Service Authorization Reference of the services "
        "named; read 2026-11-24"
    ),
    denies=(Denial(actions=_ACTIONS, resources=("*",), who=Who.EVERYBODY),),
    statements=_protect_trusted_access,
)
