"""The map of controls names only what there is."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from baseline.audit.alarms import ALARMS
from tests.assemblies import ROOT
from tests.docs.parts import parts
from tests.sources import tree
from tools.reference.compliance import FRAMEWORKS, Row, controls

ROWS = [
    pytest.param(row, id=f"{key} {row.control}") for key, rows in controls().items() for row in rows
]


@functools.cache
def _functions(file: Path) -> frozenset[str]:
    return frozenset(each.name for each in tree(file).body if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_names_what_exists(row: Row) -> None:
    """Each resource, guardrail, alarm and test of a row is there."""
    assert [part for part in row.by if part not in parts()] == []
    for name in row.tests:
        file, _, function = name.partition("::")
        assert function.startswith("test_")
        assert function in _functions(ROOT / file), name


@pytest.mark.parametrize("row", ROWS)
def test_a_claim_is_held_by_something(row: Row) -> None:
    """What is met is met by something and held by a test; what is partly met says how far."""
    if row.state == "met":
        assert row.by
    if row.state in ("met", "partly"):
        assert row.tests
    if row.state in ("partly", "outside"):
        assert row.note.endswith(".")
    if row.state in ("yours", "outside"):
        assert (row.by, row.tests) == ([], [])


def test_controls_stand_once() -> None:
    """Each framework has its section, and no control of it stands twice."""
    assert set(controls()) == set(FRAMEWORKS)
    for rows in controls().values():
        names = [row.control for row in rows]
        assert len(names) == len(set(names))
    cis = controls()["cis"]
    assert len(cis) == 70
    older = [row.also for row in cis if row.also]
    assert len(older) == len(set(older)) == 61


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_each_table_says_where_its_numbers_are_from(key: str) -> None:
    """Each framework names its source with the day it was read; each column of numbers has one."""
    source = FRAMEWORKS[key].source
    assert re.search(r"read \d{4}-\d\d-\d\d", source)
    if any(row.also for row in controls()[key]):
        assert "Column *control*" in source
        assert "Column *5.0*" in source


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("cis", r"[2-6](\.\d+){1,2}"),
        ("fsbp", r"[A-Z]\w+\.\d+"),
        ("hub", r"[A-Z]\w+\.\d+"),
        ("nist", r"[A-Z]{2}-\d+(\(\d+\))?(\([a-z]\))?"),
    ],
)
def test_a_control_is_written_as_its_framework_does(key: str, form: str) -> None:
    """Each number has its framework's form, and Security Hub's stand in one of the two tables."""
    numbers = [row.control for row in controls()[key]]
    assert [number for number in numbers if not re.fullmatch(form, number)] == []
    shared = {row.control for row in controls()["fsbp"]} & {
        row.control for row in controls()["hub"]
    }
    assert shared == set()


def test_an_alarm_that_cites_a_control_stands_in_its_row() -> None:
    """Each alarm whose source is a recommendation of CIS is named there, and by that number."""
    cited = {
        (found[1], f"alarm:{alarm.name}")
        for alarm in ALARMS
        if (found := re.search(r"Benchmark 7\.0\.0, ([0-9.]+),", alarm.source))
    }
    assert len(cited) == 15
    rows = {row.control: row for row in controls()["cis"]}
    assert [(number, name) for number, name in cited if name not in rows[number].by] == []
