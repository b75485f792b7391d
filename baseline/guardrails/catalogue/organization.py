"""Guardrails that keep an account in its organization."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement


def _deny_leave_organization(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyLeaveOrganization",
            "Effect": "Deny",
            "Action": ["organizations:AcceptHandshake", "organizations:LeaveOrganization"],
            "Resource": "*",
        },
    )


DENY_LEAVE_ORGANIZATION = Guardrail(
    name="deny_leave_organization",
    sid="DenyLeaveOrganization",
    bundle="organization",
    default_place="root",
    why=(
        "Whoever takes over an account can lead it out of the organization and is then free of "
        "every guardrail, of the central trail and of central billing. There are two ways out: "
        "leaving, and accepting the invitation of another organization, which moves the account "
        "without leaving first. A member of an organization with all features has no other "
        "invitation to accept."
    ),
    breaks=(
        "An account cannot move to another organization by itself. For a planned move the "
        "management account removes it, which guardrails do not bind, and the account then "
        "accepts the invitation."
    ),
    source=(
        "AWS Cloud Operations blog, Essential security controls to prevent unauthorized account "
        "removal in AWS Organizations, 2026-03-17; AWS Organizations API reference, "
        "AcceptHandshake and LeaveOrganization, read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("organizations:AcceptHandshake", "organizations:LeaveOrganization"),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_leave_organization,
)
