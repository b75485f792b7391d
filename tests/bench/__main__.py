"""`python -m tests.bench`: the median of five runs of each measured command beside its goal."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

RUNS = 5


@dataclass(frozen=True)
class Measure:
    """A command and the most seconds its median may take; none where only a ratio is asked."""

    told: str
    command: tuple[str, ...]
    goal_seconds: float | None


PYTHON = sys.executable
MEASURES = (
    Measure("import aws_cdk", (PYTHON, "-c", "import baseline, aws_cdk; aws_cdk.App"), None),
    Measure("synth, with rule packs", (PYTHON, "app.py"), None),
    Measure("try, baseline.yaml", (PYTHON, "-m", "emulator.tryout", "baseline.yaml"), 25),
    Measure("try, examples/try.yaml", (PYTHON, "-m", "emulator.tryout", "examples/try.yaml"), 40),
)
SYNTH_TO_IMPORT_GOAL = 3.5
"""How many times as long as the import a synthesis may take."""


def main() -> int:
    """Run the commands in turn, so that a slow moment slows all; 1 if a goal is missed."""
    console = Console()
    taken: dict[str, list[float]] = {measure.told: [] for measure in MEASURES}
    with tempfile.TemporaryDirectory() as outdir:
        environment = {**os.environ, "CDK_OUTDIR": outdir, "CDK_VALIDATION": "false"}
        for run in range(RUNS + 1):
            for measure in MEASURES:
                seconds = _run(measure, environment)
                if run:  # The first only warms caches.
                    taken[measure.told].append(seconds)
            console.print(f"round {run} of {RUNS}", highlight=False)
    return _report(taken, console)


def _run(measure: Measure, environment: dict[str, str]) -> float:
    begin = time.monotonic()
    subprocess.run(measure.command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def _report(taken: dict[str, list[float]], console: Console) -> int:
    table = Table("measure", "median", "min", "max", "goal")
    missed = 0
    for measure in MEASURES:
        seconds = taken[measure.told]
        median = statistics.median(seconds)
        goal = "" if measure.goal_seconds is None else f"{measure.goal_seconds:.0f} s"
        missed += measure.goal_seconds is not None and median > measure.goal_seconds
        spread = (f"{value:.2f} s" for value in (median, min(seconds), max(seconds)))
        table.add_row(measure.told, *spread, goal)
    pairs = zip(taken[MEASURES[1].told], taken[MEASURES[0].told], strict=True)
    ratio = statistics.median(synth / imported for synth, imported in pairs)
    missed += ratio > SYNTH_TO_IMPORT_GOAL
    table.add_row("synth ÷ import", f"{ratio:.2f}", "", "", f"{SYNTH_TO_IMPORT_GOAL}")
    console.print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
