"""Guardrails grouped into policies: one per target and theme.

AWS limits how many policies a target may hold, so several guardrails share one. They are grouped
by theme, not by size: a packing that moved statements between policies would open a gap while it
is deployed, or hit the attachment limit. An edit to one target changes that target's policy only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from baseline.guardrails.catalogue import CATALOGUE
from baseline.guardrails.model import Guardrail, GuardrailContext
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.themes import BUNDLES
from baseline.policy.documents import Document, document


@dataclass(frozen=True)
class BundledPolicy:
    """One policy, ready to be created and attached to its target."""

    target_key: str
    bundle: str
    name: str
    description: str
    document: Document
    policy_type: PolicyType = PolicyType.SERVICE_CONTROL


def policies_for(
    target_key: str, names: Collection[str], context: GuardrailContext
) -> tuple[BundledPolicy, ...]:
    """Write the policies of a target from the names of its guardrails.

    The order of the catalogue decides, not the order of the names, so that sorting a list in the
    configuration changes nothing in AWS.

    Raises:
        KeyError: if a name is no guardrail's; the configuration refuses such a name earlier.
    """
    wanted = {name: CATALOGUE[name] for name in names}
    chosen = [guardrail for name, guardrail in CATALOGUE.items() if name in wanted]
    return tuple(
        _policy(target_key, bundle, [each for each in chosen if each.bundle == bundle], context)
        for bundle in BUNDLES
        if any(each.bundle == bundle for each in chosen)
    )


def policies_for_targets(
    guardrails_by_target: Mapping[str, Collection[str]], context: GuardrailContext
) -> dict[str, tuple[BundledPolicy, ...]]:
    """Write the policies of every target, in the order given; a target without any stays empty."""
    return {
        target_key: policies_for(target_key, names, context)
        for target_key, names in guardrails_by_target.items()
    }


def _policy(
    target_key: str, bundle: str, guardrails: list[Guardrail], context: GuardrailContext
) -> BundledPolicy:
    statements = [each for guardrail in guardrails for each in guardrail.statements(context)]
    return BundledPolicy(
        target_key=target_key,
        bundle=bundle,
        name=f"{context.prefix}-{target_key}-{bundle}",
        description=BUNDLES[bundle],
        document=document(*statements),
    )
