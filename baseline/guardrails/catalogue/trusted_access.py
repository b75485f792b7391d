"""Guardrails over which services and accounts act for the whole organization."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# What ends the administration of detection is denied by `detection.py`.
_ACTIONS = (
    "auditmanager:DeregisterOrganizationAdminAccount",
    "auditmanager:RegisterOrganizationAdminAccount",
    "cloudformation:ActivateOrganizationsAccess",
    "cloudformation:DeactivateOrganizationsAccess",
    "cloudtrail:DeregisterOrganizationDelegatedAdmin",
    "cloudtrail:RegisterOrganizationDelegatedAdmin",
    "detective:EnableOrganizationAdminAccount",
    "ec2:DisableIpamOrganizationAdminAccount",
    "ec2:EnableIpamOrganizationAdminAccount",
    "fms:AssociateAdminAccount",
    "fms:DisassociateAdminAccount",
    "fms:PutAdminAccount",
    "guardduty:EnableOrganizationAdminAccount",
    "iam:DisableOrganizationsRootCredentialsManagement",
    "iam:DisableOrganizationsRootSessions",
    "iam:EnableOrganizationsRootCredentialsManagement",
    "iam:EnableOrganizationsRootSessions",
    "inspector2:EnableDelegatedAdminAccount",
    "macie2:EnableOrganizationAdminAccount",
    "organizations:DeleteResourcePolicy",
    "organizations:DeregisterDelegatedAdministrator",
    "organizations:DisableAWSServiceAccess",
    "organizations:EnableAWSServiceAccess",
    "organizations:PutResourcePolicy",
    "organizations:RegisterDelegatedAdministrator",
    "ram:EnableSharingWithAwsOrganization",
    "securityhub:EnableOrganizationAdminAccount",
    "securitylake:DeregisterDataLakeDelegatedAdministrator",
    "securitylake:RegisterDataLakeDelegatedAdministrator",
    "servicecatalog:DisableAWSOrganizationsAccess",
    "servicecatalog:EnableAWSOrganizationsAccess",
)


def _protect_trusted_access(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectTrustedAccess",
            "Effect": "Deny",
            "Action": [
                "auditmanager:DeregisterOrg*",
                "auditmanager:RegisterOrg*",
                "cloudformation:ActivateOrganizationsAccess",
                "cloudformation:DeactivateOrganizationsAccess",
                "cloudtrail:DeregisterOrganization*",
                "cloudtrail:RegisterOrganization*",
                "detective:EnableOrg*",
                "ec2:DisableIpamOrg*",
                "ec2:EnableIpamOrg*",
                "fms:AssociateAdminAccount",
                "fms:DisassociateAdminAccount",
                "fms:PutAdminAccount",
                "guardduty:EnableOrg*",
                "iam:DisableOrganizations*",
                "iam:EnableOrganizations*",
                "inspector2:EnableDelegated*",
                "macie2:EnableOrg*",
                "organizations:DeleteResourcePolicy",
                "organizations:Deregister*",
                "organizations:DisableAWS*",
                "organizations:EnableAWS*",
                "organizations:PutResourcePolicy",
                "organizations:Register*",
                "ram:EnableSharingWith*",
                "securityhub:EnableOrg*",
                "securitylake:DeregisterData*",
                "securitylake:RegisterData*",
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
