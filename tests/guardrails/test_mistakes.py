"""Known mistakes in guardrails are seen by the decision tables."""

from __future__ import annotations

import pytest

from baseline.guardrails import CATALOGUE
from tests.guardrails.decision_table import CONTEXT, Row, rows, verdict
from tests.guardrails.mistakes import MISTAKES, Caught, Mistake

ROWS = rows()


def _caught(by: Caught) -> list[Row]:
    return [
        row
        for row in ROWS
        if (row.theme, row.who, row.does) == (by.theme, by.who, by.does)
        and all(getattr(row, name) == value for name, value in by.others.items())
    ]


def _is_right(row: Row, mistake: Mistake | None = None) -> bool:
    decided = verdict(row) if mistake is None else verdict(row, mistake.guardrail, mistake.mutate)
    return (decided.denied, decided.sid) == (row.denied_by is not None, row.denied_by)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_each_is_caught(mistake: Mistake) -> None:
    """The mistake changes the guardrail, and turns a named row that holds without it."""
    shipped = CATALOGUE[mistake.guardrail].statements(CONTEXT)
    assert mistake.mutate(shipped) != shipped
    named = _caught(mistake.caught_by)
    assert all(_is_right(row) for row in named)
    assert any(not _is_right(row, mistake) for row in named)


def test_there_are_many() -> None:
    """At least 25 mistakes are known, each by its own name and told in its own words."""
    assert len(MISTAKES) >= 25
    assert len({each.story for each in MISTAKES.values()}) == len(MISTAKES)
    assert all(each.story.endswith(".") for each in MISTAKES.values())
