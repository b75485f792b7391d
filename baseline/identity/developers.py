"""Developers work in member accounts; here they only pass through."""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy, assume_member_role
from baseline.policy.documents import Statement


def _developers(context: IdentityContext) -> tuple[Statement, ...]:
    return (assume_member_role(context, "developer"),)


DEVELOPERS = IdentityPolicy(
    name="developers",
    description="The role developer in the accounts of this organization.",
    why=(
        "No workload lives in the management account, and control policies do not bind it, so "
        "nobody but administrators works in it."
    ),
    source=(
        "AWS Organizations user guide, Best practices for the management account; IAM user "
        "guide, AWS global condition context keys, aws:ResourceOrgID; read 2026-11-24"
    ),
    statements=_developers,
)
