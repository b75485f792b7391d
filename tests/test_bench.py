"""The bench misses a goal exactly where what was found is over it."""

from __future__ import annotations

import sys

import pytest

from tests.bench.measures import Measure, Taken, mib, rows, seconds

PAUSE = (sys.executable, "-S", "-c", "import time; time.sleep(0.05)")


@pytest.mark.parametrize(("goal", "is_missed"), [(2.1, False), (1.9, True)], ids=["met", "missed"])
def test_ratio(goal: float, is_missed: bool) -> None:
    """A ratio is the median of the rounds' own ratios, so a slow round does not count."""
    measures = (Measure("a", ()), Measure("b", (), goal, "a"))
    taken = {"a": Taken([1, 10, 1]), "b": Taken([2, 20, 9])}
    ratio = rows(measures, taken)[-1]
    assert (ratio.told, ratio.found, ratio.is_missed) == ("b ÷ a", "2.00", is_missed)


@pytest.mark.parametrize(
    ("took", "most", "missed"),
    [(10, 300, []), (10.1, 300, ["a"]), (10, 301, ["a, memory"])],
    ids=["met", "slow", "large"],
)
def test_seconds_and_memory(took: float, most: int, missed: list[str]) -> None:
    """The median time and the largest memory are each held against their own goal."""
    found = rows([Measure("a", (), 10, most_mib=300)], {"a": Taken([took], most)})
    assert [row.told for row in found if row.is_missed] == missed


def test_a_run() -> None:
    """A run takes as long as its command, and its memory is told where the system tells it."""
    pause = Measure("pause", PAUSE)
    assert seconds(pause) >= 0.05
    assert mib(pause) > 0 or sys.platform != "linux"
