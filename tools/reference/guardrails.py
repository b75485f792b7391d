"""The page of the guardrails, from the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator

from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.guardrails import SHIPPED, GuardrailContext
from baseline.guardrails.model import Denial, Guardrail
from tools.reference import rollout
from tools.reference.markdown import cell, codes, table


def page(config: Config) -> str:
    """Write every guardrail with its reason, its cost, its source and its statements."""
    context = guardrail_context(config)
    parts = [
        "# Guardrails",
        "What nobody in a member account can do, as service control policies. None of them binds "
        "the management account. The statements are those of the shipped configuration.",
        "![Which guardrail holds in which unit](guardrails.svg)",
        table(
            ("guardrail", "theme", "attached by default to", "why"),
            (
                (
                    f"[`{each.name}`](#{each.name})",
                    each.bundle,
                    ", ".join(_targets(config, each)) or "nothing",
                    cell(each.why),
                )
                for each in SHIPPED.values()
            ),
        ),
    ]
    for each in SHIPPED.values():
        parts += _section(each, context)
    parts += rollout.parts(config)
    return "\n\n".join(parts) + "\n"


def _targets(config: Config, guardrail: Guardrail) -> Iterator[str]:
    paths = {placed.unit.key: placed.path for placed in config.placed_units()}
    for key, names in config.guardrails_by_target().items():
        if guardrail.name in names:
            yield paths.get(key, "the root")


def _section(guardrail: Guardrail, context: GuardrailContext) -> Iterator[str]:
    yield f"## {guardrail.name}"
    yield f"**Why.** {guardrail.why}"
    yield f"**What it breaks.** {guardrail.breaks}"
    yield f"**Source.** {guardrail.source}."
    yield table(
        ("denied", "on", "to", "where"), (_denial(each, context) for each in guardrail.denies)
    )
    statements = json.dumps(list(guardrail.statements(context)), indent=2)
    yield f"```json\n{statements}\n```"


def _denial(denial: Denial, context: GuardrailContext) -> tuple[str, str, str, str]:
    actions = codes(denial.actions)
    if denial.except_actions:
        actions += f" except {codes(denial.except_actions)}"
    for key, values in denial.when:
        actions += f" where `{key}` is {codes(values)}"
    if denial.unless:
        spared = [f"`{key}` is {codes(values)}" for key, values in denial.unless]
        actions += f" unless {' or '.join(spared)}"
    resources = [
        each.replace("{partition}", context.partition).replace("{prefix}", context.prefix)
        for each in denial.resources
    ]
    return actions, codes(resources), str(denial.who.value), str(denial.where.value)
