"""Which policies stand where, how large they are, and what room the quotas leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from baseline.config import Config
from baseline.guardrails import CATALOGUE
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.quotas import FULL_ACCESS_ATTACHMENTS, IN_FORCE, Quotas
from baseline.policy.documents import size_chars
from baseline.review.guarded import ROOT, guardrail_context


@dataclass(frozen=True)
class PolicyRow:
    """One policy with its room: characters left in it, and policies left on its target."""

    target: str
    bundle: str
    policy: str
    guardrails: tuple[str, ...]
    size_chars: int
    chars_left: int
    attached: int
    attachments_left: int


def inventory(config: Config, quotas: Quotas = IN_FORCE) -> list[PolicyRow]:
    """List the policies of every target, in the order of the tree."""
    targets = config.guardrails_by_target()
    paths = {ROOT: ROOT} | {each.unit.key: each.path for each in config.placed_units()}
    policies = policies_for_targets(targets, guardrail_context(config))
    return [
        PolicyRow(
            target=paths[key],
            bundle=each.bundle,
            policy=each.name,
            guardrails=tuple(_carried(targets[key], each.bundle)),
            size_chars=(size := size_chars(each.document)),
            chars_left=quotas.policy_chars - size,
            attached=(attached := len(of_target) + FULL_ACCESS_ATTACHMENTS),
            attachments_left=quotas.attachments - attached,
        )
        for key, of_target in policies.items()
        for each in of_target
    ]


def attached_to(config: Config, name: str) -> list[str]:
    """List the paths that a guardrail is attached to."""
    paths = {ROOT: ROOT} | {each.unit.key: each.path for each in config.placed_units()}
    return [paths[key] for key, names in config.guardrails_by_target().items() if name in names]


def _carried(names: Sequence[str], bundle: str) -> Iterator[str]:
    """Yield the guardrails of a bundle in the order of the catalogue, as its policy has them."""
    for name, guardrail in CATALOGUE.items():
        if name in names and guardrail.bundle == bundle:
            yield name
