"""The shipped guardrails decide every row of the decision tables as it says."""

from __future__ import annotations

from itertools import groupby

import pytest
import yaml

from baseline.guardrails import SHIPPED
from tests.guardrails.decision_table import CONTEXT, GUARDRAILS, TABLES, Row, rows, verdict

ROWS = rows()
FACTS = {f"{theme}: {fact}": [*group] for (theme, fact), group in groupby(ROWS, Row.entry)}


@pytest.mark.parametrize("entry", FACTS.values(), ids=list(FACTS))
def test_rows_are_decided_as_written(entry: list[Row]) -> None:
    """Each request is denied by the statement that the table names, or allowed."""
    decided = {str(row): verdict(row) for row in entry}
    wrong = {
        str(row): decided[str(row)]
        for row in entry
        if (decided[str(row)].denied, decided[str(row)].sid)
        != (row.denied_by is not None, row.denied_by)
    }
    assert wrong == {}


def test_tables_hold_enough_rows() -> None:
    """The tables hold denials and permissions in plenty, and none twice."""
    denied = [row for row in ROWS if row.denied_by]
    assert len(denied) >= 800
    assert len(ROWS) - len(denied) >= 800
    assert sum(map(len, FACTS.values())) == len(ROWS)
    requests = [str(row) for row in ROWS if row.denied_by]
    assert len(set(requests)) == len(requests)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_row_fails_without_its_guardrail(name: str) -> None:
    """Taking a guardrail away makes at least one row wrong, so every guardrail is needed."""
    own = {each["Sid"] for each in SHIPPED[name].statements(CONTEXT)}
    assert any(
        verdict(row, without=name).sid != row.denied_by for row in ROWS if row.denied_by in own
    )


def test_every_statement_denies_a_row() -> None:
    """No shipped statement is without a row that it denies."""
    shipped = [each for guardrail in SHIPPED.values() for each in guardrail.statements(CONTEXT)]
    assert {row.denied_by for row in ROWS if row.denied_by} == {each["Sid"] for each in shipped}


def test_every_denial_has_its_mirror() -> None:
    """Each denied entry names a request next to it that is allowed."""
    for path in TABLES.glob("*.yaml"):
        if path.stem != "principals":
            for entry in yaml.safe_load(path.read_text()):
                assert ("denied_by" in entry) == bool(entry.get("but_allowed")), entry["fact"]


def test_every_guardrail_is_placed() -> None:
    """The tables are decided by all guardrails of the catalogue."""
    assert set(SHIPPED) == {name for names in GUARDRAILS.values() for name in names}
