"""Everything, behind MFA."""

from __future__ import annotations

from baseline.identity.model import IdentityContext, IdentityPolicy
from baseline.policy.documents import Statement


def _administrators(_: IdentityContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "EverythingWithMFA",
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
        },
    )


ADMINISTRATORS = IdentityPolicy(
    name="administrators",
    description="Everything, with MFA only.",
    why=(
        "Somebody must be able to do everything. AWS's own AdministratorAccess would do so "
        "without a condition: were the denial beside it ever detached, a leaked key would own "
        "the organization. Here the permission itself asks for MFA, so two mistakes are needed."
    ),
    source=(
        "IAM user guide, AWS global condition context keys, aws:MultiFactorAuthPresent; CIS AWS "
        "Foundations Benchmark 7.0.0, 2.14, no policy that allows *:* without more; read "
        "2026-11-24"
    ),
    statements=_administrators,
)
