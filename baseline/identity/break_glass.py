"""The role for the day on which nothing else works, and who may take it.

A trust policy cannot name a group. It names the account, so that identity policies decide: of the
shipped groups only administrators are allowed to assume it. The conditions keep everybody else
out who has a policy that allows everything: sessions of roles bring no MFA key, so no function, no
instance and no pipeline can take it, and neither can an access key without a session token.
"""

from __future__ import annotations

from baseline.identity.model import IdentityContext
from baseline.policy.documents import Condition, Document, Statement, document

NAME = "break-glass"
"""Exempt from the denials of the key policies, which know the role by this name."""

MFA_AGE_SECONDS = 3_600
"""How old the MFA may be when the role is taken.

Source: IAM user guide, MFA-protected API access, the example with aws:MultiFactorAuthAge, read
2026-11-24.
"""
SESSION_SECONDS = 3_600
"""Source: IAM API reference, CreateRole, MaxSessionDuration, the shortest there is."""


def trust_conditions(context: IdentityContext, account: str) -> Condition:
    """Only IAM users of `account`, with an MFA not older than `MFA_AGE_SECONDS`."""
    return {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": str(MFA_AGE_SECONDS)},
        "ArnLike": {"aws:PrincipalArn": f"arn:{context.partition}:iam::{account}:user/*"},
    }


def trust(context: IdentityContext, account: str) -> Document:
    """Write who may take the role; `account` is the id of the account it stands in."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "UsersWithFreshMFA",
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:{context.partition}:iam::{account}:root"},
                "Action": "sts:AssumeRole",
                "Condition": trust_conditions(context, account),
            }
        ],
    }


def permissions() -> Document:
    """Write what the role may do: everything.

    A role's session brings no MFA key, so MFA is asked for in the trust alone.

    Source: IAM user guide, AWS global condition context keys, aws:MultiFactorAuthPresent, read
    2026-11-24.
    """
    everything: Statement = {
        "Sid": "Everything",
        "Effect": "Allow",
        "Action": "*",
        "Resource": "*",
    }
    return document(everything)
