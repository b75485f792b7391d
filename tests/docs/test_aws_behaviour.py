"""Every fact about AWS names what handles it and a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baseline.audit import ALARMS, QUERIES
from tests.assemblies import ROOT

PAGE = ROOT / "docs/explanation/aws-behaviour.md"
KEY_USE = ROOT / "docs/explanation/key-use.md"
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
WRITTEN_USD_PER_GB, KEPT_USD_PER_GB, GB_PER_MILLION = 0.50, 0.03, 2.0
"""Source: Amazon CloudWatch pricing, us-east-1, read 2026-11-24; the size is an estimate."""


def _rows(page: Path) -> list[list[str]]:
    lines = page.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    return [row for row in rows if not row[0].startswith("---")]


FACTS = [row for row in _rows(PAGE) if row[0] != "fact"]


@pytest.mark.parametrize("row", FACTS, ids=[row[0][:60] for row in FACTS])
def test_fact_is_sourced_handled_and_held(row: list[str]) -> None:
    """A row has four parts, and both links lead to a file; the test's file has the test."""
    _, source, handled, held = row
    assert source
    (_, file), (test, tests) = *LINK.findall(handled), *LINK.findall(held)
    assert (PAGE.parent / file).is_file()
    code = (PAGE.parent / tests).read_text(encoding="utf-8")
    assert re.search(rf"^def {test.strip('`')}\(", code, re.MULTILINE)


def test_costs_of_key_use_add_up() -> None:
    """Each line of the table of costs is what the prices beside it make of its events."""
    lines = [row for row in _rows(KEY_USE) if row[0].replace(",", "").isdigit()]
    assert len(lines) >= 3
    for line in lines:
        events, size, written, kept = (float(cell.replace(",", "")) for cell in line)
        assert size == pytest.approx(events / 1e6 * GB_PER_MILLION)
        assert written == pytest.approx(size * WRITTEN_USD_PER_GB)
        assert kept == pytest.approx(size * 12 * KEPT_USD_PER_GB, abs=0.005)


def test_page_names_queries_and_alarms_that_exist() -> None:
    """The page about key use lists exactly the queries about keys, and alarms that there are."""
    named = {row[1].strip("`") for row in _rows(KEY_USE) if row[1].startswith("`")}
    assert named == {query.name for query in QUERIES if query.name.startswith("key-")}
    text = KEY_USE.read_text(encoding="utf-8")
    for alarm in ALARMS:
        assert f"`{alarm.name}`" in text or not alarm.query.startswith("key-use")
