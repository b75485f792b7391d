"""One resource control guardrail or declarative setting in full, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from baseline.config import Config
from baseline.config.rollout import rollout_of
from baseline.guardrails.declarative import DECLARATIVE_SETTINGS, Declared, StandardTag
from baseline.guardrails.declarative.model import Content
from baseline.guardrails.model import Denial
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.guardrails.resource.model import filled
from baseline.policy.documents import Statement

ROLLED_OUT = (*RESOURCE_GUARDRAILS, *DECLARATIVE_SETTINGS)
"""The names of all that is rolled out, and not attached to a target of one's choice."""

EXAMPLE = Declared(
    require_imdsv2=True,
    enforce_imdsv2=True,
    block_serial_console=True,
    block_public_images=True,
    block_public_snapshots=True,
    block_vpc_public_access="ingress",
    block_public_buckets=True,
    opt_out_of_ai_services=True,
    standard_tags=(StandardTag("CostCenter"),),
)
"""What a setting is shown with where the configuration does not declare it."""


@dataclass(frozen=True)
class Described:
    """A guardrail or setting in words: `denials` for the first, `content` as AWS gets it."""

    name: str
    policy_type: PolicyType
    why: str
    breaks: str
    source: str
    denials: tuple[str, ...]
    content: Sequence[Statement] | Content


def description_of(name: str, config: Config) -> Described:
    """Describe what is rolled out under a name, with the values of a configuration.

    Raises:
        KeyError: if there is nothing of that name.
    """
    rollout = rollout_of(config)
    if name in RESOURCE_GUARDRAILS:
        guardrail = RESOURCE_GUARDRAILS[name]
        context = rollout.context if rollout is not None else ResourceContext()
        return Described(
            name,
            PolicyType.RESOURCE_CONTROL,
            guardrail.why,
            guardrail.breaks,
            guardrail.source,
            tuple(denial_in_words(each, context) for each in guardrail.denies),
            guardrail.statements(context),
        )
    setting = DECLARATIVE_SETTINGS[name]
    declared = rollout.declared if rollout is not None else EXAMPLE
    content = setting.content(declared if setting.is_declared(declared) else EXAMPLE)
    return Described(
        name, setting.policy_type, setting.why, setting.breaks, setting.source, (), content
    )


def denial_in_words(denial: Denial, context: ResourceContext) -> str:
    """Say in a line what a resource control guardrail refuses."""
    return "".join(
        (
            ", ".join(denial.actions),
            *_keys("; where ", denial.when, context),
            *_keys("; unless ", denial.unless, context),
        )
    )


def as_json(described: Described) -> str:
    """Write the content of a guardrail or setting as it reaches AWS, indented for people."""
    content = described.content
    return json.dumps(content if isinstance(content, Mapping) else list(content), indent=2)


def _keys(
    word: str, keys: Sequence[tuple[str, tuple[str, ...]]], context: ResourceContext
) -> Iterator[str]:
    for key, patterns in keys:
        if values := filled(patterns, context):
            yield f"{word}{key} is {' or '.join(values)}"
