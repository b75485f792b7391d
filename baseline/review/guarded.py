"""An organization as its guardrails see it: places, and the policies on the way to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baseline.checks.stacks import SynthesizedStack
from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.config.regions import partition_by_region
from baseline.config.rollout import rollout_of
from baseline.errors import BaselineError
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.guardrails.rollout import rollout_policies
from baseline.policy.documents import Document

ROOT = "root"
ORGANIZATION_ID = "organization/id"
"""The shared value that a template reads the organization's id from."""


@dataclass(frozen=True)
class AttachedPolicy:
    """A policy by its name in AWS."""

    name: str
    document: Document


@dataclass(frozen=True)
class Place:
    """The root or a unit: `path` holds names, `chain` the keys from the root down to it."""

    key: str
    path: str
    chain: tuple[str, ...]


MANAGEMENT = Place("management", "the management account", ())
OUTSIDE = Place("outside", "an account outside the organization", ())
"""Where no control policy of the organization holds."""


@dataclass(frozen=True)
class Guarded:
    """Everything of an organization that decides what its guardrails deny.

    `policies` are the service control policies and `resource_policies` the resource control
    policies by the key of their target; `others` the policies of every other type, by target and
    name, which nothing here judges. Whatever names the organization names the same one, since no
    source knows its id.
    """

    prefix: str
    home_region: str
    places: tuple[Place, ...]
    policies: Mapping[str, tuple[AttachedPolicy, ...]]
    others: Mapping[tuple[str, str], Document]
    resource_policies: Mapping[str, tuple[AttachedPolicy, ...]] = field(default_factory=dict)

    @property
    def organization(self) -> str:
        """The id that stands for the organization's in the policies."""
        return ANY_ORGANIZATION

    @property
    def partition(self) -> str:
        """The AWS partition of the home region."""
        return partition_by_region()[self.home_region]

    def place(self, text: str) -> Place | None:
        """Find a place by its path or key, none if there is no such place."""
        return next((each for each in self.places if text in (each.path, each.key)), None)

    def unit(self, option: str, text: str, *others: Place) -> Place:
        """Find the place that an option names, among the organization's and the others.

        Raises:
            BaselineError: if there is no such place.
        """
        place = next((each for each in others if each.key == text), self.place(text))
        if place is None:
            known = [*(each.path for each in self.places), *(each.key for each in others)]
            same = [each for each in known if each.lower().rpartition("/")[2] == text.lower()]
            remedy = f"did you mean {same[0]}?" if same else f"give one of {', '.join(known)}"
            raise BaselineError([f"{option}: no such unit (got {text}); {remedy}"])
        return place

    def statements(self, *, of_resources: bool = False) -> list[Document]:
        """List the statements of all service control policies, or all resource control policies."""
        policies = self.resource_policies if of_resources else self.policies
        return [
            statement
            for attached in policies.values()
            for policy in attached
            for statement in policy.document["Statement"]
        ]

    def attached(
        self, place: Place, *, of_resources: bool = False
    ) -> Iterator[tuple[str, AttachedPolicy]]:
        """Yield the policies on the way to a place, each with the key of its target.

        They bind who calls from there, or with `of_resources` who reaches what is there.
        """
        policies = self.resource_policies if of_resources else self.policies
        for key in place.chain:
            for policy in policies.get(key, ()):
                yield key, policy


def guarded_by_config(config: Config) -> Guarded:
    """Read a configuration, with the guardrails as they are written now."""
    context = guardrail_context(config)
    policies = policies_for_targets(config.guardrails_by_target(), context)
    rollout = rollout_of(config)
    rolled_out = rollout_policies(rollout) if rollout is not None else ()
    units = [(each.unit.key, each.unit.name, each.parent_key) for each in config.placed_units()]
    return Guarded(
        prefix=config.prefix,
        home_region=config.home_region,
        places=tuple(_places(units)),
        policies={
            key: tuple(AttachedPolicy(each.name, each.document) for each in attached)
            for key, attached in policies.items()
        },
        others={
            (each.target_key, each.name): each.document
            for each in rolled_out
            if each.policy_type is not PolicyType.RESOURCE_CONTROL
        },
        resource_policies={
            each.target_key: (AttachedPolicy(each.name, each.document),)
            for each in rolled_out
            if each.policy_type is PolicyType.RESOURCE_CONTROL
        },
    )


def guarded_by_stacks(stacks: Sequence[SynthesizedStack]) -> Guarded:
    """Read an assembly: the tree from the setting that keeps it, the policies as AWS gets them.

    Raises:
        LookupError: if the assembly has no setting of units.
    """
    tree, home_region = _tree(stacks)
    policies: dict[PolicyType, dict[str, tuple[AttachedPolicy, ...]]] = {
        PolicyType.SERVICE_CONTROL: {},
        PolicyType.RESOURCE_CONTROL: {},
    }
    others: dict[tuple[str, str], Document] = {}
    prefix = ""
    for stack in stacks:
        for _, resource in stack.resources("AWS::Organizations::Policy"):
            properties = resource["Properties"]
            content = _named(properties["Content"], stack.template)
            policy = AttachedPolicy(properties["Name"], content)
            same_type = policies.get(properties["Type"])
            for target in properties.get("TargetIds", ()):
                shared = stack.template["Parameters"][target["Ref"]]["Default"]
                _, prefix, *_, name = shared.split("/")
                key = ROOT if name == "root-id" else name
                if same_type is None:
                    others[key, policy.name] = policy.document
                else:
                    same_type[key] = (*same_type.get(key, ()), policy)
    control, resource = policies.values()
    return Guarded(prefix, home_region, tuple(_places(tree)), control, others, resource)


def _named(content: Any, template: Mapping[str, Any]) -> Any:
    """Put a name in the place of each reference to the organization's id."""
    if isinstance(content, dict):
        if content.keys() == {"Ref"}:
            shared = template["Parameters"][content["Ref"]]["Default"]
            return ANY_ORGANIZATION if shared.endswith(f"/{ORGANIZATION_ID}") else shared
        return {key: _named(each, template) for key, each in content.items()}
    if isinstance(content, list):
        return [_named(each, template) for each in content]
    return content


def _tree(stacks: Sequence[SynthesizedStack]) -> tuple[list[tuple[str, str, str | None]], str]:
    for stack in stacks:
        for _, resource in stack.resources("Custom::BaselineUnits"):
            units: list[dict[str, Any]] = resource["Properties"]["Units"]
            rows = [(each["Key"], each["Name"], each["Parent"] or None) for each in units]
            return rows, stack.region
    raise LookupError("Custom::BaselineUnits")


def _places(units: Sequence[tuple[str, str, str | None]]) -> Iterator[Place]:
    found = {ROOT: Place(ROOT, ROOT, (ROOT,))}
    yield found[ROOT]
    for key, name, parent_key in units:
        above = found[parent_key or ROOT]
        path = name if above.key == ROOT else f"{above.path}/{name}"
        found[key] = Place(key, path, (*above.chain, key))
        yield found[key]
