"""Guardrails over the baseline's keys, which are known by their aliases.

What the conditions rest on:
- `kms:ResourceAliases` holds every alias of the key that a call is about. It is absent where the
  call is about no key, so a new key of somebody else is not concerned.
- An alias is a resource of its own. Without the second statement, taking the alias off the key
  would take the key out of the first one.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Verbs, not names, so that a call AWS adds later under one of them is denied from its first day.
# CreateGrant is among them: it hands the key's use on.
_CHANGES = [
    "kms:Create*",
    "kms:Delete*",
    "kms:Disable*",
    "kms:Import*",
    "kms:Put*",
    "kms:Replicate*",
    "kms:Retire*",
    "kms:Revoke*",
    "kms:Rotate*",
    "kms:Schedule*",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:Update*",
]
_ALIASES = ("alias/{prefix}-audit", "alias/{prefix}-operations")


def _protect_audit_keys(context: GuardrailContext) -> tuple[Statement, ...]:
    kms = f"arn:{context.partition}:kms:*:*"
    aliases = [f"alias/{context.prefix}-{name}" for name in ("audit", "operations")]
    return (
        {
            "Sid": "ProtectAuditKeys",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": f"{kms}:key/*",
            "Condition": {
                **but_stacksets(context),
                "ForAnyValue:StringEquals": {"kms:ResourceAliases": aliases},
            },
        },
        {
            "Sid": "ProtectAuditKeysAliases",
            "Effect": "Deny",
            "Action": ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
            "Resource": [f"{kms}:{alias}" for alias in aliases],
            "Condition": but_stacksets(context),
        },
    )


PROTECT_AUDIT_KEYS = Guardrail(
    name="protect_audit_keys",
    sid="ProtectAuditKeys",
    bundle="organization",
    default_place="root",
    why=(
        "A key that is disabled or deleted takes everything with it that it encrypted; one whose "
        "policy or grants change opens it to others. An alias moved to another key makes the next "
        "deploy use a key of somebody else."
    ),
    breaks=(
        "Nobody in a member account changes a key with the baseline's aliases, or these aliases, "
        "CloudFormation StackSets aside. Using the key is its policy's business, and ending a "
        "scheduled deletion or a disabling stays allowed. Other keys are not touched."
    ),
    source=(
        "Service Authorization Reference, AWS Key Management Service, resource types key and "
        "alias; AWS KMS developer guide, Use aliases to control access to KMS keys, "
        "kms:ResourceAliases; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "kms:CreateAlias",
                "kms:CreateGrant",
                "kms:DeleteAlias",
                "kms:DeleteImportedKeyMaterial",
                "kms:DisableKey",
                "kms:DisableKeyRotation",
                "kms:ImportKeyMaterial",
                "kms:PutKeyPolicy",
                "kms:ReplicateKey",
                "kms:RetireGrant",
                "kms:RevokeGrant",
                "kms:RotateKeyOnDemand",
                "kms:ScheduleKeyDeletion",
                "kms:TagResource",
                "kms:UntagResource",
                "kms:UpdateAlias",
                "kms:UpdateKeyDescription",
                "kms:UpdatePrimaryRegion",
            ),
            resources=("arn:{partition}:kms:*:*:key/*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
            aliases=_ALIASES,
        ),
        Denial(
            actions=("kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"),
            resources=tuple(f"arn:{{partition}}:kms:*:*:{alias}" for alias in _ALIASES),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_audit_keys,
)
