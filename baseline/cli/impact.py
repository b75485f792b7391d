"""`baseline guardrails impact`: what guardrails would have stopped of what a trail recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baseline.errors import NOTE, BaselineError

if TYPE_CHECKING:
    from baseline.config import Config
    from baseline.replay.accounts import Accounts
    from baseline.replay.state import State
    from baseline.replay.tally import Tally
    from baseline.review.guarded import Guarded

DENIED, NOT_KNOWN = 1, 3
"""The exit codes where a call would be denied, and where none would but some cannot be told."""

SHORT, LONG = 10, 25
"""So many rows of each list are printed; --json prints all."""


Logs = Annotated[Path, typer.Option(metavar="DIR", help="Files of a trail, in any layout.")]
ConfigFile = Annotated[
    str, typer.Option("--config", metavar="FILE", help="The proposed configuration.")
]
AccountsFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Which account is in which unit: what aws organizations list-accounts "
        "answers, or YAML with a line for each id, naming its unit or management.",
    ),
]
Live = Annotated[bool, typer.Option("--live", help="Ask Organizations where the accounts are.")]
Unit = Annotated[
    str, typer.Option(metavar="UNIT", help="The unit of every account not named otherwise.")
]
Management = Annotated[
    str, typer.Option(metavar="ID", help="The management account, which no guardrail binds.")
]
StateFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Keep here how far it is; an interrupted run goes on."),
]
Json = Annotated[bool, typer.Option("--json", help="Print a JSON object.")]


def impact(
    logs: Logs,
    config: ConfigFile = "baseline.yaml",
    accounts: AccountsFile = None,
    live: Live = False,
    unit: Unit = "",
    management_account: Management = "",
    state: StateFile = None,
    as_json: Json = False,
) -> None:
    """Replay what a trail recorded against a proposed configuration: what would be denied.

    Exits with 1 when a call would be denied, with 3 when none would but some cannot be told.
    """
    from baseline.config import load
    from baseline.replay.accounts import account_id
    from baseline.replay.judge import Judge
    from baseline.replay.report import as_data
    from baseline.replay.run import Replay
    from baseline.replay.state import State
    from baseline.review.guarded import guarded_by_config

    if not logs.is_dir():
        raise BaselineError([f"--logs: not a folder (got {logs}); give one with a trail's files"])
    wanted = load(config)
    guarded = guarded_by_config(wanted)
    placed = _accounts(wanted, guarded, accounts, live=live, unit=unit)
    if management_account:
        placed = replace(placed, management=account_id(management_account))
    question = _question(logs, guarded, placed)
    begun = State(question) if state is None else _begun(state, question)
    with _progress(logs) as told:
        tally = Replay(Judge(guarded, placed), placed, begun, state).run(logs, told)
    if as_json:
        typer.echo(json.dumps(as_data(tally, placed), indent=2))
    else:
        _print(tally, placed)
    if tally.outcomes["denied"]:
        raise typer.Exit(DENIED)
    if tally.outcomes["cannot tell"] or tally.not_mapped or tally.broken or not tally.events:
        raise typer.Exit(NOT_KNOWN)


def _begun(file: Path, question: str) -> State:
    """Read how far a replay came, and write it before any log is read.

    Otherwise somebody would wait for hours to hear that the file cannot be written.
    """
    from baseline.cli.writing import told_where_not_writable
    from baseline.replay.state import load

    if file.is_dir():
        raise BaselineError([f"--state: must be a file (got the folder {file}); name one in it"])
    begun = load(file, question)
    with told_where_not_writable("--state", file):
        begun.save(file)
    return begun


def _accounts(
    config: Config, guarded: Guarded, file: Path | None, *, live: bool, unit: str
) -> Accounts:
    from baseline.replay.accounts import Accounts, by_address, read_accounts

    if live and file is not None:
        raise BaselineError(["--live: --accounts says it already (got both); give one"])
    found = Accounts()
    if live:
        from baseline.live.account_units import account_units

        asked = account_units(config.home_region)
        found = by_address(asked.rows, config, guarded, asked.paths)
    elif file is not None:
        found = read_accounts(file, config, guarded)
    otherwise = guarded.place(unit)
    if unit and otherwise is None:
        paths = ", ".join(each.path for each in guarded.places)
        raise BaselineError([f"--unit: no such unit (got {unit}); give one of {paths}"])
    return replace(found, otherwise=otherwise)


def _question(logs: Path, guarded: Guarded, accounts: Accounts) -> str:
    """Tell apart what must not be added up: other logs, guardrails, accounts, or AWS data."""
    from baseline.policy.actions import snapshot_version
    from baseline.policy.actions.events import read_on

    # A set is written in another order by every process.
    members = sorted(accounts.members)
    others = replace(accounts, members=frozenset())
    parts = (snapshot_version(), read_on(), logs.resolve(), guarded, others, members)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@contextmanager
def _progress(logs: Path) -> Iterator[Callable[..., None]]:
    """Show a bar of the bytes read, in a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from baseline.replay.files import LogFile, log_files

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    columns = (
        *(BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn()),
        TextColumn("{task.fields[events]:,} events"),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=sum(each.size_bytes for each in log_files(logs)), events=0)

        def told(file: LogFile, events: int) -> None:
            bar.update(task, advance=file.size_bytes, events=events)

        yield told


def _print(tally: Tally, accounts: Accounts) -> None:
    from rich.console import Console

    from baseline.output.columns import print_columns
    from baseline.replay.report import FIELDS, counts, details, missing, reasons, totals

    console = Console()

    def show(header: tuple[str, ...], rows: list[tuple[str, ...]], most: int = SHORT) -> None:
        if rows:
            print_columns(header, rows[:most], console, ("calls",))
            if len(rows) > most:
                typer.echo(f"... and {len(rows) - most:,} more")
            typer.echo()

    show(("", "calls"), totals(tally), LONG)
    for field in FIELDS:
        show((f"would be denied, by {field}", "calls"), counts(tally, "denied", field))
    header = ("calls", "guardrail", "action", "principal", "account", "last", "event")
    show(header, details(tally, "denied"), LONG)
    show(("cannot tell, by guardrail", "why", "calls"), reasons(tally))
    for field in ("action", "principal", "account"):
        show((f"cannot tell, by {field}", "calls"), counts(tally, "cannot tell", field))
    for line in missing(tally, accounts, SHORT):
        typer.echo(f"{NOTE}{line}")
