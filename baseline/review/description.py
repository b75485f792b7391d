"""One guardrail in full, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import fill

from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.errors import BaselineError
from baseline.guardrails import CATALOGUE, Denial, GuardrailContext
from baseline.review.inventory import attached_to
from baseline.review.rollout_description import ROLLED_OUT, as_json, description_of

_WIDTH = 100


def described(name: str, config: Config) -> str:
    """Write a guardrail with its statements as a configuration has them.

    Raises:
        BaselineError: if there is no such guardrail.
    """
    refuse_unknown(name)
    if name in ROLLED_OUT:
        return _rolled_out(name, config)
    guardrail, context = CATALOGUE[name], guardrail_context(config)
    places = ", ".join(attached_to(config, name)) or "nothing"
    exempt = context.exempt_arns(name)
    statements = json.dumps(list(guardrail.statements(context)), indent=2)
    return "\n".join(
        [
            f"{name} (in the bundle {guardrail.bundle}, attached to {places})",
            *_paragraph("Why", guardrail.why),
            *_paragraph("What it breaks", guardrail.breaks),
            *_paragraph("Source", f"{guardrail.source}."),
            *(_paragraph("Spares", ", ".join(exempt)) if exempt else ()),
            *("", "Denies"),
            *(line for denial in guardrail.denies for line in _denial(denial, context)),
            *("", "Statements", statements),
        ]
    )


def refuse_unknown(name: str) -> None:
    """Refuse a name that neither a guardrail nor a declarative setting has.

    Raises:
        BaselineError: naming the closest one there is.
    """
    known = (*CATALOGUE, *ROLLED_OUT)
    if name not in known:
        close = get_close_matches(name, known, n=1)
        remedy = f"did you mean {close[0]}?" if close else f"give one of {', '.join(known)}"
        raise BaselineError([f"guardrails: no such guardrail (got {name}); {remedy}"])


def _rolled_out(name: str, config: Config) -> str:
    described = description_of(name, config)
    places = ", ".join(attached_to(config, name)) or "nothing"
    title = "Statements" if described.denials else "Content"
    return "\n".join(
        [
            f"{name} (in the policy of the type {described.policy_type}, attached to {places})",
            *_paragraph("Why", described.why),
            *_paragraph("What it breaks", described.breaks),
            *_paragraph("Source", f"{described.source}."),
            *(("", "Denies") if described.denials else ()),
            *(_filled(f"{each}", "  - ", "    ") for each in described.denials),
            *("", title, as_json(described)),
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
