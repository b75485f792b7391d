"""Which policies stand where, how large they are, and what room the quotas leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.config.rollout import rollout_of
from baseline.guardrails import CATALOGUE
from baseline.guardrails.bundles import BundledPolicy, policies_for_targets
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import IN_FORCE, Quotas, quotas_of
from baseline.guardrails.resource.model import LONGEST_ORGANIZATION
from baseline.guardrails.rollout import Rollout, carried, rolled_out, with_rollout
from baseline.policy.documents import size_chars
from baseline.review.guarded import ROOT


@dataclass(frozen=True)
class PolicyRow:
    """One policy with its room: characters left in it, and policies of its type on its target.

    `guardrails` are the guardrails or the declarative settings that the policy is made of.
    """

    target: str
    policy_type: str
    bundle: str
    policy: str
    guardrails: tuple[str, ...]
    size_chars: int
    chars_left: int
    attached: int
    attachments_left: int

    @property
    def is_over(self) -> bool:
        """Whether AWS would refuse the policy, for its size or the number of its like."""
        return self.chars_left < 0 or self.attachments_left < 0


def inventory(config: Config, quotas: Quotas = IN_FORCE) -> list[PolicyRow]:
    """List the policies of every target, in the order of the tree.

    A policy that names the organization is measured with the longest id an organization can have.
    """
    targets, rollout = config.guardrails_by_target(), rollout_of(config)
    paths = {ROOT: ROOT} | {each.unit.key: each.path for each in config.placed_units()}
    controls = policies_for_targets(targets, guardrail_context(config))
    policies = with_rollout(controls, rollout, LONGEST_ORGANIZATION)
    return [
        PolicyRow(
            target=paths[key],
            policy_type=each.policy_type.value,
            bundle=each.bundle,
            policy=each.name,
            guardrails=_parts(each, targets[key], rollout),
            size_chars=(size := size_chars(each.document)),
            chars_left=(limits := quotas_of(each.policy_type, quotas)).policy_chars - size,
            attached=(attached := _attached(of_target, each.policy_type) + limits.taken),
            attachments_left=limits.attachments - attached,
        )
        for key, of_target in policies.items()
        for each in of_target
    ]


def attached_to(config: Config, name: str) -> list[str]:
    """List the paths that a guardrail or a declarative setting is attached to."""
    paths = {ROOT: ROOT} | {each.unit.key: each.path for each in config.placed_units()}
    rollout = rollout_of(config)
    if rollout is not None and name in rolled_out(rollout):
        return [paths[rollout.target_key]]
    return [paths[key] for key, names in config.guardrails_by_target().items() if name in names]


def _attached(policies: Sequence[BundledPolicy], policy_type: PolicyType) -> int:
    return sum(each.policy_type is policy_type for each in policies)


def _parts(policy: BundledPolicy, names: Sequence[str], rollout: Rollout | None) -> tuple[str, ...]:
    if policy.policy_type is PolicyType.SERVICE_CONTROL or rollout is None:
        return tuple(_carried(names, policy.bundle))
    return carried(rollout, policy.policy_type)


def _carried(names: Sequence[str], bundle: str) -> Iterator[str]:
    """Yield the guardrails of a bundle in the order of the catalogue, as its policy has them."""
    for name, guardrail in CATALOGUE.items():
        if name in names and guardrail.bundle == bundle:
            yield name
