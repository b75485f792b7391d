"""Guardrails must exist, stand once on a target, and never lock every account."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.choices import choice_complaints
from baseline.config.rules.places import belongs
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown
from baseline.guardrails import CATALOGUE

LOCKS = "deny_everything"
"""Meant for a unit of suspended accounts; at the root it would stop every member account."""


def guardrail_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the guardrails of the root and of every unit."""
    for names in (draft.root_guardrails, *(unit.guardrails for unit in draft.units)):
        yield from choice_complaints(names, CATALOGUE, "must be a known guardrail", belongs)
        yield from repeat_complaints(
            names, "must name each guardrail once", "remove one of the two"
        )
    for name in draft.root_guardrails:
        if name.text == LOCKS:
            yield Complaint(
                loc=name.loc,
                rule="must not stop every member account",
                got=shown(name.text),
                remedy="attach it to a unit that holds suspended accounts",
            )
