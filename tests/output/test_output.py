"""Findings as a table, as plain text and as JSON."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from baseline.output.as_json import as_json
from baseline.output.difference import Difference, differences
from baseline.output.finding import Finding, compared, exit_code, unknown
from baseline.output.table import Line, lines, print_findings, summary

GOOD = [
    compared("Units/Security", "Name", expected="Security", found="Security"),
    compared("Units/Security", "Tags", expected={}, found={}),
    compared("Units/Sandbox", "Name", expected="Sandbox", found="Sandbox"),
]
BAD = compared("Units/Old", "Name", expected="Old", found="New")
DARK = unknown("Units/Dark", "Name", "GetIt: AccessDenied: no")

EXITS = {
    "all ok": (GOOD, 0),
    "one differs": ([*GOOD, BAD], 1),
    "one is unknown": ([*GOOD, DARK], 3),
    "a difference counts more than not knowing": ([DARK, BAD], 1),
    "nothing was looked at": ([], 3),
}


@pytest.mark.parametrize(("findings", "code"), EXITS.values(), ids=EXITS)
def test_exit_code(findings: list[Finding], code: int) -> None:
    """Only findings that are all ok, and at least one, exit 0."""
    assert exit_code(findings) == code


DIFFERENCES: dict[str, tuple[object, object, list[Difference]]] = {
    "equal": ({"a": 1}, {"a": 1}, []),
    "texts": ("a", "b", [Difference("", "a", "b")]),
    "nothing": ("a", None, [Difference("", "a", "(nothing)")]),
    "deep": (
        {"S": [{"A": 1, "B": 2}]},
        {"S": [{"A": 1, "B": 3}]},
        [Difference("S[0].B", "2", "3")],
    ),
    "a key only wanted": ({"a": 1}, {}, [Difference("a", "1", "(nothing)")]),
    "a key only found": ({}, {"a": 1}, [Difference("a", "(nothing)", "1")]),
    "one item more": (["a"], ["a", "b"], [Difference("", "(nothing)", '["b"]')]),
    "one item twice": (["a"], ["a", "a"], [Difference("", '["a"]', '["a", "a"]')]),
    "another kind": ({"a": 1}, ["a"], [Difference("", '{"a": 1}', '["a"]')]),
}


@pytest.mark.parametrize(("expected", "found", "told"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_differences(expected: object, found: object, told: list[Difference]) -> None:
    """Two values are narrowed to the places in which they differ."""
    assert list(differences(expected, found)) == told


def test_a_good_group_takes_one_line() -> None:
    """What has the same parent and is ok is told together, with the number of its checks."""
    assert list(lines(GOOD)) == [Line("ok", "Units", "Security 2, Sandbox 1")]


def test_a_difference_is_told_in_full() -> None:
    """What differs has its own lines, with what was wanted and what was found."""
    assert list(lines([*GOOD, BAD, DARK])) == [
        Line("ok", "Units", "Security 2, Sandbox 1"),
        Line("differs", "Units/Old", "Name: want Old"),
        Line("", "", "found New"),
        Line("unknown", "Units/Dark", "Name: GetIt: AccessDenied: no"),
    ]


SUMMARIES = {
    "good": (GOOD, "3 checks: all ok"),
    "bad": ([*GOOD, BAD, DARK], "5 checks: 1 differs, 1 unknown, 3 ok"),
    "nothing": ([], "nothing was checked"),
}


@pytest.mark.parametrize(("findings", "told"), SUMMARIES.values(), ids=SUMMARIES)
def test_summary(findings: list[Finding], told: str) -> None:
    """One line counts every outcome."""
    assert summary(findings) == told


def test_a_pipe_gets_plain_text() -> None:
    """Without a terminal there is no colour, and no line is folded, however long."""
    stream = io.StringIO()
    long = compared("Units/Long", "Name", expected="x" * 300, found="y")
    print_findings([*GOOD, long], Console(file=stream, width=80))
    written = stream.getvalue().splitlines()
    assert "\x1b" not in stream.getvalue()
    assert written[1] == "ok       Units       Security 2, Sandbox 1"
    assert written[2] == f"differs  Units/Long  Name: want {'x' * 300}"
    assert written[-1] == "4 checks: 1 differs, 3 ok"


def test_a_terminal_gets_colours_and_everything() -> None:
    """On a terminal each outcome has its colour, and nothing is cut off."""
    stream = io.StringIO()
    console = Console(file=stream, width=60, force_terminal=True, color_system="standard")
    print_findings([*GOOD, BAD], console)
    written = stream.getvalue()
    assert "\x1b[32mok" in written
    assert "\x1b[1;31mdiffers" in written
    assert "want Old" in written
    assert "found New" in written


def test_markup_in_a_value_is_shown_as_it_is() -> None:
    """Square brackets in a value are text, never colours."""
    stream = io.StringIO()
    odd = compared("Units/Odd", "Name", expected="[red]x", found="[/nothing]")
    print_findings([odd], Console(file=stream, width=80, force_terminal=True))
    assert "[red]x" in stream.getvalue()
    assert "[/nothing]" in stream.getvalue()


def test_json_holds_every_finding_and_the_counts() -> None:
    """A program gets what people get, in the same order."""
    document = json.loads(as_json([GOOD[0], BAD, DARK]))
    assert document["counts"] == {"ok": 1, "differs": 1, "unknown": 1}
    assert document["findings"][1] == {
        "subject": "Units/Old",
        "check": "Name",
        "status": "differs",
        "expected": "Old",
        "found": "New",
    }
