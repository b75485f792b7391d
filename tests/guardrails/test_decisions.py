"""The shipped guardrails decide every row of the decision tables as it says."""

from __future__ import annotations

import pytest
import yaml

from baseline.guardrails import CATALOGUE
from tests.guardrails.decision_table import GUARDRAILS, TABLES, Row, rows, verdict

ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row_is_decided_as_written(row: Row) -> None:
    """The request is denied by the statement that the table names, or allowed."""
    decided = verdict(row)
    assert (row.denied_by is not None, row.denied_by) == (decided.denied, decided.sid), row.fact


def test_tables_hold_enough_rows() -> None:
    """The tables hold denials and permissions in plenty, and none twice."""
    denied = [row for row in ROWS if row.denied_by]
    assert len(denied) >= 80
    assert len(ROWS) - len(denied) >= 80
    requests = [str(row) for row in ROWS if row.denied_by]
    assert len(set(requests)) == len(requests)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_row_fails_without_its_guardrail(name: str) -> None:
    """Taking a guardrail away makes at least one row wrong, so every guardrail is needed."""
    broken = [row for row in ROWS if verdict(row, without=name).sid != row.denied_by]
    assert broken


def test_every_statement_denies_a_row() -> None:
    """No shipped statement is without a row that it denies."""
    assert {row.denied_by for row in ROWS if row.denied_by} == {
        "DenyLeaveOrganization",
        "DenyMemberRootUser",
        "ProtectBaselineRoles",
        "ProtectBaselineRolesNamedByAWS",
        "ProtectAuditTrail",
        "ProtectLogBucket",
        "ProtectAuditKeys",
        "ProtectAuditKeysAliases",
        "DenyOtherRegions",
        "DenyOtherRegionsButGlobalHome",
        "DenyEverything",
    }


def test_every_denial_has_its_mirror() -> None:
    """Each denied entry names a request next to it that is allowed."""
    for path in TABLES.glob("*.yaml"):
        if path.stem != "principals":
            for entry in yaml.safe_load(path.read_text()):
                assert ("denied_by" in entry) == bool(entry.get("but_allowed")), entry["fact"]


def test_every_guardrail_is_placed() -> None:
    """The tables are decided by all guardrails of the catalogue."""
    assert set(CATALOGUE) == {name for names in GUARDRAILS.values() for name in names}
