"""What everybody may do with their own user: password, access keys and MFA devices."""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy, mfa_devices, own_user
from baseline.policy.documents import Statement


def _self_service(context: IdentityContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "SeeWhatTheConsoleShows",
            "Effect": "Allow",
            "Action": [
                "iam:GetAccountPasswordPolicy",
                "iam:GetAccountSummary",
                "iam:ListVirtualMFADevices",
                "sts:GetCallerIdentity",
                "sts:GetSessionToken",
            ],
            "Resource": "*",
        },
        {
            "Sid": "ManageOwnUser",
            "Effect": "Allow",
            "Action": [
                "iam:ChangePassword",
                "iam:CreateAccessKey",
                "iam:DeactivateMFADevice",
                "iam:DeleteAccessKey",
                "iam:EnableMFADevice",
                "iam:GetAccessKeyLastUsed",
                "iam:GetLoginProfile",
                "iam:GetMFADevice",
                "iam:GetUser",
                "iam:ListAccessKeys",
                "iam:ListGroupsForUser",
                "iam:ListMFADevices",
                "iam:ResyncMFADevice",
                "iam:UpdateAccessKey",
            ],
            "Resource": own_user(context),
        },
        {
            "Sid": "ManageDevices",
            "Effect": "Allow",
            "Action": ["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"],
            "Resource": mfa_devices(context),
        },
    )


SELF_SERVICE = IdentityPolicy(
    name="self_service",
    description="Own password, access keys and MFA devices.",
    why=(
        "People keep their own credentials in order without asking an administrator. Deleting a "
        "virtual device needs it deactivated first, which works on the own user only. Left out: "
        "tags (they can stand in conditions), SSH keys, certificates and service credentials, "
        "which reach services that have no place in this account."
    ),
    source=(
        "IAM user guide, AWS: Allows MFA-authenticated IAM users to manage their own credentials "
        "on the Security credentials page; IAM API reference, DeleteVirtualMFADevice; Service "
        "Authorization Reference, AWS Identity and Access Management; read 2026-11-24"
    ),
    statements=_self_service,
)
