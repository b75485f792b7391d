"""Guardrails over the roles that other guardrails trust.

A role is known to a policy by its ARN. Whoever could create, change or pass a role with the right
ARN would be exempt, so those ARNs are closed to everybody but the one principal that must act.
The roles that a configuration exempts lie under the baseline's path and are closed with it; they
are spared by other guardrails, never by these.

What the patterns rest on:
- `ArnNotLike` compares part by part: the asterisk of the account never swallows a colon, so a
  role with the path `/:role/` cannot pass for another one. The pattern of the exempt role does
  match a role under a path `/stacksets-exec-x/`; creating that is denied, because a denied
  resource of the same form covers at least the same ARNs.
- `aws:PrincipalArn` of a session is the ARN of its role, path included.
- IAM keeps role names unique without regard to case, while ARNs are compared with regard to it.
  A role `/Baseline/x` can be made and gains nothing. A role of the same name under another path
  stops the baseline from creating its own; that fails loudly and exempts nobody.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Every verb by which IAM changes a role or a managed policy. Verbs, not names, so that a call
# that AWS adds later under one of them is denied from its first day. Putting a role into an
# instance profile acts on the profile, but needs to pass the role.
_CHANGES = [
    "iam:Attach*",
    "iam:Create*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:PassRole",
    "iam:Put*",
    "iam:Set*",
    "iam:Tag*",
    "iam:Untag*",
    "iam:Update*",
]


def _protect_baseline_roles(context: GuardrailContext) -> tuple[Statement, ...]:
    iam = f"arn:{context.partition}:iam::*"
    return (
        {
            "Sid": "ProtectBaselineRoles",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": [f"{iam}:role/{context.prefix}/*", f"{iam}:policy/{context.prefix}/*"],
            "Condition": but_stacksets(context),
        },
        {
            "Sid": "ProtectBaselineRolesNamedByAWS",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": [
                f"{iam}:role/OrganizationAccountAccessRole",
                f"{iam}:role/aws-reserved/sso.amazonaws.com/*",
                f"{iam}:role/stacksets-exec-*",
            ],
        },
    )


_ROLE_CHANGES = (
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:CreateServiceLinkedRole",
    "iam:DeleteRole",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DeleteServiceLinkedRole",
    "iam:DetachRolePolicy",
    "iam:PassRole",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:TagRole",
    "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
    "iam:UpdateRoleDescription",
)
_POLICY_CHANGES = (
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:TagPolicy",
    "iam:UntagPolicy",
)

PROTECT_BASELINE_ROLES = Guardrail(
    name="protect_baseline_roles",
    sid="ProtectBaselineRoles",
    bundle="identity",
    default_place="root",
    why=(
        "The administrator of an account could rewrite the roles by which the organization "
        "reaches it: add themselves to their trust, widen them, lock the organization out, or "
        "make a role with an exempt name and act through it. Passing such a role to a function "
        "or an instance lends it out just the same."
    ),
    breaks=(
        "Nobody in a member account, root and single sign-on administrators included, creates, "
        "changes, tags, passes or deletes roles and policies under the baseline's path; only "
        "CloudFormation StackSets does. OrganizationAccountAccessRole cannot be added to an "
        "invited account afterwards: create it before the account joins. Roles of Identity "
        "Center and of StackSets change through these services alone. Assuming a role is not "
        "denied, neither is reading."
    ),
    source=(
        "Service Authorization Reference, AWS Identity and Access Management, resource types "
        "role and policy; CloudFormation user guide, Activate trusted access for StackSets with "
        "Organizations; IAM user guide, IAM JSON policy elements: Condition operators, ARN "
        "operators, and IAM and AWS STS quotas, name requirements; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=_ROLE_CHANGES,
            resources=("arn:{partition}:iam::*:role/{prefix}/*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=_POLICY_CHANGES,
            resources=("arn:{partition}:iam::*:policy/{prefix}/*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=_ROLE_CHANGES,
            resources=(
                "arn:{partition}:iam::*:role/OrganizationAccountAccessRole",
                "arn:{partition}:iam::*:role/aws-reserved/sso.amazonaws.com/*",
                "arn:{partition}:iam::*:role/stacksets-exec-*",
            ),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_protect_baseline_roles,
)
