"""The guardrail that keeps permissions boundaries where they are set.

What the conditions rest on:
- `iam:PermissionsBoundary` is the boundary that the call would set. One call sets a boundary and
  replaces it, so the guarded ones are known by their path, under which StackSets alone writes.
- `ArnNotLike` holds where the key is absent, and keeps the account's wildcard inside its part.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

_TAKING_OFF = ("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")
_SETTING = ("iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary")


def _protect_permissions_boundaries(context: GuardrailContext) -> tuple[Statement, ...]:
    spared = but_stacksets(context, "protect_permissions_boundaries")
    guarded = f"arn:{context.partition}:iam::*:policy/{context.prefix}/*"
    return (
        {
            "Sid": "ProtectPermissionsBoundaries",
            "Effect": "Deny",
            "Action": list(_TAKING_OFF),
            "Resource": "*",
            "Condition": spared,
        },
        {
            "Sid": "ProtectPermissionsBoundariesFromOthers",
            "Effect": "Deny",
            "Action": list(_SETTING),
            "Resource": "*",
            "Condition": {
                "ArnNotLike": {**spared["ArnNotLike"], "iam:PermissionsBoundary": guarded}
            },
        },
    )


PROTECT_PERMISSIONS_BOUNDARIES = Guardrail(
    name="protect_permissions_boundaries",
    sid="ProtectPermissionsBoundaries",
    bundle="identity",
    default_place="units",
    why=(
        "A permissions boundary holds whoever may write policies but shall not exceed their own "
        "rights. Taking it off, or putting a wider one in its place, is one call and undoes all "
        "of it."
    ),
    breaks=(
        "Nobody in the unit's accounts but CloudFormation StackSets takes a permissions boundary "
        "off a role or user, or sets another one than a policy under the baseline's path. Roles "
        "and users that are made with a boundary of a team's own keep it; changing it means to "
        "make them anew."
    ),
    source=(
        "IAM user guide, Permissions boundaries for IAM entities; Service Authorization Reference, "
        "AWS Identity and Access Management, iam:PermissionsBoundary; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "iam:DeleteRolePermissionsBoundary",
                "iam:DeleteUserPermissionsBoundary",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "iam:PutRolePermissionsBoundary",
                "iam:PutUserPermissionsBoundary",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
            unless=(("iam:PermissionsBoundary", ("arn:{partition}:iam::*:policy/{prefix}/*",)),),
        ),
    ),
    statements=_protect_permissions_boundaries,
    exemptible=True,
)
