"""Exempt roles stand once, are nobody's everyday role, and nobody can make one of them."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.choices import choice_complaints
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown
from baseline.guardrails import CATALOGUE

KEEPER = "protect_baseline_roles"
"""The guardrail that lets StackSets alone make, change and pass roles under the prefix's path."""

EVERYDAY = ("administrator", "auditor", "billing", "developer")
"""The roles that the groups assume."""

EXEMPTIBLE = tuple(name for name, each in CATALOGUE.items() if each.exemptible)


def exempt_role_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the exempt roles, each with its guardrails."""
    names = [name for name, _ in draft.exempt_roles if name is not None]
    yield from repeat_complaints(
        names, "must name each role once", "put the guardrails of both into one list"
    )
    for name in names:
        if name.text in EVERYDAY:
            yield Complaint(
                loc=name.loc,
                rule="must not be a role that people work with every day",
                got=shown(name.text),
                remedy="make a role of its own for this work",
            )
    for _, guardrails in draft.exempt_roles:
        yield from choice_complaints(
            guardrails, EXEMPTIBLE, "must be a guardrail that can spare a role"
        )
        yield from repeat_complaints(
            guardrails, "must name each guardrail once", "remove one of the two"
        )
    kept = KEEPER in (each.text for each in draft.root_guardrails)
    if names and draft.root_guardrails_given and not kept:
        yield Complaint(
            loc=("exempt_roles",),
            rule=f"must be empty without {KEEPER} among the guardrails of the root",
            got=", ".join(name.text for name in names),
            remedy=f"add {KEEPER} to guardrails, or anybody could make such a role",
        )
