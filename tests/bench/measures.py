"""What is measured, each with the goal it is held against, and how long one run of it takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PYTHON = sys.executable
CDK = str(Path(PYTHON).parent / "cdk")
BASELINE = str(Path(PYTHON).parent / "baseline")
SAMPLE_SECONDS = 0.01


@dataclass(frozen=True)
class Measure:
    """A command that is timed, and what it may take, by itself or beside another.

    `goal` is the most seconds, or the most times as long as the measure `beside`, in the same
    round. `most_mib` is the most memory of all its processes together. `rounds` tells how often
    it is timed, after a first run that is not; what is timed once has no such run.
    """

    told: str
    command: tuple[str, ...]
    goal: float | None = None
    beside: str | None = None
    most_mib: int | None = None
    rounds: int = 5
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """What the runs of a measure took: the seconds of each, and the most memory of the first.

    Looking at the memory slows a run down, so the first one, which warms caches, is not timed.
    """

    seconds: Sequence[float]
    mib: int = 0


@dataclass(frozen=True)
class Row:
    """A line of the report: what was found, in words, and whether the goal was missed."""

    told: str
    found: str
    goal: str
    is_missed: bool


def seconds(measure: Measure) -> float:
    """Run a command to its end and return how long it took."""
    begin = time.monotonic()
    subprocess.run(
        measure.command, env=_environment(measure), check=True, stdout=subprocess.DEVNULL
    )
    return time.monotonic() - begin


def mib(measure: Measure) -> int:
    """Run a command to its end and return the most memory that its processes held together."""
    most = 0
    with subprocess.Popen(
        measure.command, env=_environment(measure), stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            most = max(most, _proportional_kib(process.pid))
            time.sleep(SAMPLE_SECONDS)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, measure.command)
    return most // 1024


def _environment(measure: Measure) -> dict[str, str]:
    return {**os.environ, **measure.variables}


def _proportional_kib(pid: int) -> int:
    """Add up what a process and those it started hold, shared pages divided among their users.

    Only Linux tells; elsewhere this is 0, and so no goal is missed.
    """
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own + sum(_proportional_kib(int(child)) for child in children)


def rows(measures: Sequence[Measure], taken: Mapping[str, Taken]) -> list[Row]:
    """Hold what was taken against the goals, a ratio round by round."""
    found: list[Row] = []
    for measure in measures:
        own = taken[measure.told].seconds
        median = statistics.median(own)
        spread = f"{median:.2f} s ({min(own):.2f} to {max(own):.2f})"
        limit = measure.goal if measure.beside is None else None
        goal = "" if limit is None else f"{limit:g} s"
        found.append(Row(measure.told, spread, goal, limit is not None and median > limit))
        if measure.beside is not None and measure.goal is not None:
            pairs = zip(own, taken[measure.beside].seconds, strict=True)
            ratio = statistics.median(a / b for a, b in pairs)
            told = f"{measure.told} ÷ {measure.beside}"
            found.append(Row(told, f"{ratio:.2f}", f"{measure.goal:g}", ratio > measure.goal))
        if measure.most_mib is not None:
            most = taken[measure.told].mib
            told = f"{measure.told}, memory"
            limit_told = f"{measure.most_mib} MiB"
            found.append(Row(told, f"{most} MiB", limit_told, most > measure.most_mib))
    return found
