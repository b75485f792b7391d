"""The list of policies reads well however wide the terminal is."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from baseline.cli.inventory import print_inventory
from baseline.config import load
from baseline.review.inventory import inventory
from tests.assemblies import ROOT

ROWS = inventory(load(ROOT / "examples/default.yaml"))


def _screen(width: int) -> list[str]:
    screen = io.StringIO()
    print_inventory(ROWS, Console(file=screen, force_terminal=True, width=width, color_system=None))
    return [line.rstrip() for line in screen.getvalue().splitlines()]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_name_is_cut(width: int) -> None:
    """Every target, bundle and guardrail stands in one piece, within the width."""
    lines = _screen(width)
    words = re.findall(r"[\w/-]+", " ".join(lines))
    for row in ROWS:
        assert {row.target, row.bundle, *row.guardrails} <= set(words)
        assert words.count(row.bundle) >= sum(each.bundle == row.bundle for each in ROWS)
    assert max(map(len, lines)) <= width
    assert len(lines) < 3.5 * len(ROWS)


def test_a_narrow_terminal_names_each_target_once() -> None:
    """Below a target stand its policies with their numbers, and below each what it is made of."""
    header, *lines = _screen(60)
    assert header.split("  ")[1] == "bundle"
    targets = [line for line in lines if not line.startswith(" ")]
    assert targets == list(dict.fromkeys(row.target for row in ROWS))
    at = lines.index("Workloads")
    assert lines[at + 1].split() == ["regions", "3,543", "1,577", "3"]
    assert lines[at + 2] == "    deny_other_regions"


def test_a_wide_terminal_has_a_table() -> None:
    """Where there is room, each policy is a row of one table."""
    header, *lines = _screen(200)
    assert header.split()[:3] == ["attached", "to", "bundle"]
    assert [line for line in lines if re.match(r"Workloads +regions .* deny_other_regions$", line)]
