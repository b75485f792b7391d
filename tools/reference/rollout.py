"""The part of the guardrails' page about what is rolled out: resource control and declarative."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config import Config
from baseline.guardrails.declarative import DECLARATIVE_SETTINGS
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.review.inventory import attached_to
from baseline.review.rollout_description import as_json, description_of
from tools.reference.markdown import cell, table


def parts(config: Config) -> Iterator[str]:
    """Write both kinds, each as a table and a section for every one of them."""
    yield "# Resource control guardrails"
    yield (
        "Who may not reach what member accounts hold, as one resource control policy where the "
        "key `rollout` says. None of them binds the resources of the management account, where "
        "the log bucket and its trail are, nor service-linked roles. `o-exampleorgid` stands for "
        "the organization's id, which is filled in at deploy."
    )
    yield _table(config, "guardrail", tuple(RESOURCE_GUARDRAILS))
    for name in RESOURCE_GUARDRAILS:
        yield from _section(name, config)
    yield "# Declarative settings"
    yield (
        "What AWS keeps as declared, as one policy of each type where the key `rollout` says. A "
        "setting that the shipped configuration leaves out is shown as it would be."
    )
    yield _table(config, "setting", tuple(DECLARATIVE_SETTINGS))
    for name in DECLARATIVE_SETTINGS:
        yield from _section(name, config)


def _table(config: Config, kind: str, names: tuple[str, ...]) -> str:
    return table(
        (kind, "attached by default to", "why"),
        (
            (
                f"[`{name}`](#{name})",
                ", ".join(attached_to(config, name)) or "nothing",
                cell(description_of(name, config).why),
            )
            for name in names
        ),
    )


def _section(name: str, config: Config) -> Iterator[str]:
    described = description_of(name, config)
    yield f"## {name}"
    yield f"**Why.** {described.why}"
    yield f"**What it breaks.** {described.breaks}"
    yield f"**Source.** {described.source}."
    for denial in described.denials:
        yield f"**Denies.** {denial}."
    yield f"```json\n{as_json(described)}\n```"
