"""Guardrails over the organization's trail as member accounts see it."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Verbs, not names, so that a call AWS adds later under one of them is denied from its first day.
_CHANGES = [
    "cloudtrail:Add*",
    "cloudtrail:Create*",
    "cloudtrail:Delete*",
    "cloudtrail:Put*",
    "cloudtrail:Remove*",
    "cloudtrail:Start*",
    "cloudtrail:Stop*",
    "cloudtrail:Update*",
]


def _protect_audit_trail(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectAuditTrail",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": f"arn:{context.partition}:cloudtrail:*:*:trail/{context.prefix}-trail",
        },
    )


PROTECT_AUDIT_TRAIL = Guardrail(
    name="protect_audit_trail",
    sid="ProtectAuditTrail",
    bundle="organization",
    default_place="root",
    why=(
        "Who takes over an account first turns off what records them. The organization's trail is "
        "shown in every member account; CloudTrail itself refuses members to change it, and this "
        "holds whatever CloudTrail does. A trail of the same name, made by a member, would pass "
        "for the real one."
    ),
    breaks=(
        "No member account creates, changes, tags, starts or stops a trail with the baseline's "
        "name. Trails with other names are not touched. Nobody is exempt, because the trail is "
        "the management account's, which guardrails do not bind."
    ),
    source=(
        "Service Authorization Reference, AWS CloudTrail, resource type trail; AWS CloudTrail "
        "user guide, Creating a trail for an organization; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "cloudtrail:AddTags",
                "cloudtrail:CreateTrail",
                "cloudtrail:DeleteTrail",
                "cloudtrail:PutEventConfiguration",
                "cloudtrail:PutEventSelectors",
                "cloudtrail:PutInsightSelectors",
                "cloudtrail:RemoveTags",
                "cloudtrail:StartLogging",
                "cloudtrail:StopLogging",
                "cloudtrail:UpdateTrail",
            ),
            resources=("arn:{partition}:cloudtrail:*:*:trail/{prefix}-trail",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_protect_audit_trail,
)
