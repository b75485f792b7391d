"""One guardrail in full, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import fill

from baseline.config import Config
from baseline.errors import BaselineError
from baseline.guardrails import CATALOGUE, Denial, GuardrailContext
from baseline.review.guarded import guardrail_context
from baseline.review.inventory import attached_to

_WIDTH = 100


def described(name: str, config: Config) -> str:
    """Write a guardrail with its statements as a configuration has them.

    Raises:
        BaselineError: if there is no such guardrail.
    """
    if name not in CATALOGUE:
        close = get_close_matches(name, CATALOGUE, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"give one of {', '.join(CATALOGUE)}"
        raise BaselineError([f"guardrails: no such guardrail (got {name}); {remedy}"])
    guardrail, context = CATALOGUE[name], guardrail_context(config)
    places = ", ".join(attached_to(config, name)) or "nothing"
    statements = json.dumps(list(guardrail.statements(context)), indent=2)
    return "\n".join(
        [
            f"{name} (in the bundle {guardrail.bundle}, attached to {places})",
            *_paragraph("Why", guardrail.why),
            *_paragraph("What it breaks", guardrail.breaks),
            *_paragraph("Source", f"{guardrail.source}."),
            *("", "Denies"),
            *(line for denial in guardrail.denies for line in _denial(denial, context)),
            *("", "Statements", statements),
        ]
    )


def _paragraph(title: str, text: str) -> Iterator[str]:
    yield from ("", title)
    yield _filled(text, "  ", "  ")


def _denial(denial: Denial, context: GuardrailContext) -> Iterator[str]:
    actions = ", ".join(denial.actions)
    if denial.except_actions:
        actions += f"; but not {', '.join(denial.except_actions)}"
    resources = [
        each.replace("{partition}", context.partition).replace("{prefix}", context.prefix)
        for each in denial.resources
    ]
    told = f"{actions}; on {', '.join(resources)}; to {denial.who.value}; {denial.where.value}"
    if denial.aliases:
        told += f"; keys with the alias {' or '.join(denial.aliases)}"
    told += "".join(f"; where {key} is {' or '.join(each)}" for key, each in denial.when)
    told += "".join(f"; unless {key} is {' or '.join(each)}" for key, each in denial.unless)
    yield _filled(told, "  - ", "    ")


def _filled(text: str, first: str, others: str) -> str:
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    )
