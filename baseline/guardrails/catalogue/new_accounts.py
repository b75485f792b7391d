"""The guardrail of accounts that nobody has put into a unit yet.

What the condition rests on:
- `aws:PrincipalOrgPaths` tells where the caller's account stands: organization, root, and every
  unit on the way. An account that was just created or invited stands right below the root.
- The key has many values in form and one in fact. `ForAllValues` holds where it is absent, so a
  caller about whom AWS would say nothing is denied, not let through.
- AWS's own example of a service control policy compares this path with units, so the key is there
  when such policies are evaluated.
"""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

IN_A_UNIT = "o-*/r-*/ou-*"


def _deny_unplaced_accounts(context: GuardrailContext) -> tuple[Statement, ...]:
    role = f"arn:{context.partition}:iam::*:role"
    return (
        {
            "Sid": "DenyUnplacedAccounts",
            "Effect": "Deny",
            "Action": "*",
            "Resource": "*",
            "Condition": {
                "ArnNotLike": {
                    "aws:PrincipalArn": [
                        f"{role}/OrganizationAccountAccessRole",
                        f"{role}/stacksets-exec-*",
                    ]
                },
                "ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": IN_A_UNIT},
                "Null": {"aws:AssumedRoot": "true"},
            },
        },
    )


DENY_UNPLACED_ACCOUNTS = Guardrail(
    name="deny_unplaced_accounts",
    sid="DenyUnplacedAccounts",
    bundle="identity",
    default_place="units",
    why=(
        "An account that was invited, or made by hand, stands right below the root until somebody "
        "moves it, and no guardrail of a unit holds there: it may work in every region, and "
        "nobody looks."
    ),
    breaks=(
        "At the root: everything in accounts that stand in no unit, but for CloudFormation "
        "StackSets, OrganizationAccountAccessRole and central root sessions, so that the "
        "organization can prepare them. Moving the account into a unit ends it. In a unit it "
        "denies nothing. Before you attach it, move every account that stands at the root."
    ),
    source=(
        "AWS Account Management reference guide, Restrict access using AWS Organizations service "
        "control policies, Example 3; IAM user guide, AWS global condition context keys, "
        "aws:PrincipalOrgPaths, and Multivalued context keys; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("*",),
            resources=("*",),
            who=Who.EVERYBODY_BUT_THE_ORGANIZATION,
            unless=(("aws:PrincipalOrgPaths", ("o-*/r-*/ou-*",)),),
        ),
    ),
    statements=_deny_unplaced_accounts,
)
