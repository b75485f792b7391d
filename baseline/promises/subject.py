"""What promises are proved of: a configuration with the policies that are written from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.config.rollout import rollout_of
from baseline.config.schema import ROOT
from baseline.config.sections.rollout import STAGING_UNIT
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.rollout import carried, with_rollout
from baseline.identity import GROUPS, IdentityContext, break_glass
from baseline.policy.decide import Level
from baseline.policy.documents import Document, document
from baseline.promises.model import Where

FULL_ACCESS: Document = document(
    {"Sid": "FullAWSAccess", "Effect": "Allow", "Action": "*", "Resource": "*"}
)
"""What AWS attaches to every target and the baseline leaves there."""

ACCOUNT = "111122223333"
"""Stands for the management account, whose id no configuration holds."""


@dataclass(frozen=True)
class Subject:
    """Policies with the tree they hang in.

    `parents` names the target above each unit key. `control` are the service control policies and
    `resource` the resource control policies by target, `identity` the policies of each group,
    `trusts` the trust policy of each role. `file` is the name of the configuration file.
    """

    config: Config
    parents: Mapping[str, str]
    control: Mapping[str, tuple[Document, ...]]
    resource: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    identity: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    trusts: Mapping[str, Document] = field(default_factory=dict)
    file: str = ""

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The root and every unit key, a parent before its children."""
        return (ROOT, *self.parents)

    def chain(self, target: str) -> tuple[str, ...]:
        """List the targets from the root down to this one."""
        above = self.chain(self.parents[target]) if target != ROOT else ()
        return (*above, target)

    def levels(self, target: str) -> tuple[Level, ...]:
        """List what binds an account at this target; a level where nothing is attached is left out.

        Such a level holds FullAWSAccess alone, so it decides nothing.
        """
        attached = [(key, self.control.get(key, ())) for key in self.chain(target)]
        return tuple(Level(key, [FULL_ACCESS, *found]) for key, found in attached if found)

    def resource_levels(self, target: str) -> tuple[Level, ...]:
        """List the resource control policies on the way to a target."""
        attached = [(key, self.resource.get(key, ())) for key in self.chain(target)]
        return tuple(Level(key, list(found)) for key, found in attached if found)

    def guardrails(self, target: str) -> tuple[str, ...]:
        """List the guardrails of both kinds on the way to a target."""
        return tuple(name for key in self.chain(target) for name in self._guardrails[key])

    def places(self, where: Where) -> tuple[str, ...]:
        """List the targets that a promise binds, a parent before its children."""
        if where.file not in (None, self.file):
            return ()
        return tuple(
            target
            for target in self.targets
            if (not where.units or target in where.units)
            and (where.guardrail is None or where.guardrail in self.guardrails(target))
            and (where.without is None or where.without not in self.guardrails(target))
        )

    def absent(self, where: Where) -> tuple[str, ...]:
        """List the units that a promise names and that are not there: renamed, or misspelt."""
        if where.file not in (None, self.file):
            return ()
        return tuple(each for each in where.units if each not in self.targets)

    @cached_property
    def tried(self) -> tuple[str, ...]:
        """The guardrails in the unit where they are tried first, if there is one."""
        return self.guardrails(STAGING_UNIT) if STAGING_UNIT in self.parents else ()

    @cached_property
    def _guardrails(self) -> Mapping[str, tuple[str, ...]]:
        by_target = self.config.guardrails_by_target()
        rollout = rollout_of(self.config)
        if rollout is None:
            return by_target
        key, added = rollout.target_key, carried(rollout, PolicyType.RESOURCE_CONTROL)
        return {**by_target, key: (*by_target[key], *added)}


def subject_of(config: Config, file: str = "") -> Subject:
    """Write every policy of a configuration."""
    people = IdentityContext(
        config.partition, config.prefix, config.access.first_login_password_change
    )
    policies = with_rollout(
        policies_for_targets(config.guardrails_by_target(), guardrail_context(config)),
        rollout_of(config),
    )

    def documents(policy_type: PolicyType) -> dict[str, tuple[Document, ...]]:
        return {
            target: tuple(each.document for each in attached if each.policy_type is policy_type)
            for target, attached in policies.items()
        }

    return Subject(
        config=config,
        parents={each.unit.key: each.parent_key or ROOT for each in config.placed_units()},
        control=documents(PolicyType.SERVICE_CONTROL),
        resource=documents(PolicyType.RESOURCE_CONTROL),
        identity={
            name: tuple(
                Level(policy.name, [policy.document(people)]) for policy in GROUPS[name].policies
            )
            for name in config.access.groups
        },
        trusts={break_glass.NAME: break_glass.trust(people, ACCOUNT)},
        file=file,
    )
