"""The groups' policies decide every row of the decision tables as it says."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from baseline.identity import GROUPS
from tests.identity.decision_table import NOTHING, TABLES, Row, policies_of, rows, verdicts

BY_FACT: dict[str, list[Row]] = defaultdict(list)
for _row in rows():
    BY_FACT[f"{_row.theme}: {_row.fact}"].append(_row)

SIDS = {
    statement["Sid"]
    for group in GROUPS
    for level in policies_of(group)
    for each in level.documents
    for statement in each["Statement"]
}


def _is_as_written(row: Row, without: str | None = None) -> bool:
    expected = {None: (False, True), NOTHING: (True, False)}
    return all(
        (verdict.denied, verdict.sid is not None) == expected[row.denied_by]
        if row.denied_by in expected and not row.does.startswith("sts:Get")
        else (verdict.denied, verdict.sid) == (row.denied_by is not None, row.denied_by)
        for verdict in verdicts(row, without)
    )


@pytest.mark.parametrize("fact", BY_FACT)
def test_rows_are_decided_as_written(fact: str) -> None:
    """Each request is denied by the statement that the table names, by none, or allowed by one."""
    assert [str(row) for row in BY_FACT[fact] if not _is_as_written(row)] == []


def test_tables_hold_enough_rows() -> None:
    """The tables hold denials and permissions in plenty, for every group and both sessions."""
    denied = [row for row in rows() if row.denied_by]
    assert len(denied) >= 150
    assert len(rows()) - len(denied) >= 150
    for expected in (denied, [row for row in rows() if not row.denied_by]):
        seen = {(row.group, row.session) for row in expected}
        assert seen == {
            (group, each) for group in GROUPS for each in ("with-mfa", "without-mfa")
        } - ({("administrators", "with-mfa")} if expected is denied else set())


def test_every_denial_has_its_mirror() -> None:
    """Each entry names a request that is denied and one next to it that is allowed."""
    for path in TABLES.glob("*.yaml"):
        for entry in yaml.safe_load(path.read_text()):
            assert entry["denied_by"], entry["fact"]
            assert entry["but_allowed"], entry["fact"]


@pytest.mark.parametrize("sid", sorted(SIDS))
def test_a_row_fails_without_its_statement(sid: str) -> None:
    """Taking a statement away makes at least one row wrong, so every statement is needed."""
    assert any(not _is_as_written(row, without=sid) for row in rows())
