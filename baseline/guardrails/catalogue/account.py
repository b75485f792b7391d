"""Guardrails over what an account is to AWS: its owner, its name, its regions, its being there."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Verbs, not names, so that a call AWS adds later under one of them is denied from its first day.
# IAM has older calls of its own for the name and the root user's address.
_CHANGES = [
    "account:Accept*",
    "account:Close*",
    "account:Delete*",
    "account:Put*",
    "account:Start*",
    "iam:UpdateAccountEmailAddress",
    "iam:UpdateAccountName",
]


def _protect_account_settings(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectAccountSettings",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": "*",
        },
    )


PROTECT_ACCOUNT_SETTINGS = Guardrail(
    name="protect_account_settings",
    sid="ProtectAccountSettings",
    bundle="organization",
    default_place="root",
    why=(
        "AWS writes to an account's contacts when its keys leak, and gives the account back to "
        "whoever reads the root user's mailbox. Who takes over an account changes both, so that "
        "nobody is told and nobody gets it back; or closes it with all that is in it."
    ),
    breaks=(
        "Nobody in a member account changes its contacts, its name or the root user's e-mail "
        "address, or closes it. The management account does all of it for its members."
    ),
    source=(
        "Service Authorization Reference, AWS Account Management and AWS Identity and Access "
        "Management; AWS Account Management reference guide, Update the alternate contacts for "
        "your AWS account, and Update the root user email; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "account:AcceptPrimaryEmailUpdate",
                "account:CloseAccount",
                "account:DeleteAlternateContact",
                "account:PutAccountName",
                "account:PutAlternateContact",
                "account:PutContactInformation",
                "account:StartPrimaryEmailUpdate",
                "iam:UpdateAccountEmailAddress",
                "iam:UpdateAccountName",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_protect_account_settings,
)


def _deny_region_opt_in(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyRegionOptIn",
            "Effect": "Deny",
            "Action": ["account:DisableRegion", "account:EnableRegion"],
            "Resource": "*",
        },
    )


DENY_REGION_OPT_IN = Guardrail(
    name="deny_region_opt_in",
    sid="DenyRegionOptIn",
    bundle="organization",
    default_place="root",
    why=(
        "A region that is off by default is one more place that nobody watches: what records and "
        "scans the other regions is not set up there. Turning one off takes away what runs in it."
    ),
    breaks=(
        "No member account opts into a region, or out of one. The management account does it for "
        "its members."
    ),
    source=(
        "Service Authorization Reference, AWS Account Management; AWS Account Management "
        "reference guide, Enable or disable AWS Regions in your account; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("account:DisableRegion", "account:EnableRegion"),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_region_opt_in,
)
