"""What AWS would refuse of policies, in lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from baseline.guardrails.bundles import BundledPolicy
from baseline.guardrails.quotas import IN_FORCE, Quotas, excesses


def check(
    policies_by_target: Mapping[str, Sequence[BundledPolicy]], quotas: Quotas = IN_FORCE
) -> list[str]:
    """Name every policy and target that AWS would refuse, a line each."""
    return [str(each) for each in excesses(policies_by_target, quotas)]
