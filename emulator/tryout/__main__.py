"""`python -m emulator.tryout [FILE] [--keep]`: the whole baseline here, and a look at it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import boto3
from rich.console import Console

from baseline.config import Config
from baseline.config.load import load
from baseline.errors import BaselineError
from baseline.live.readback import read_back
from baseline.output.finding import Finding
from baseline.output.table import STYLES, print_findings

from .demonstrations import arrange, demonstrate
from .deployment import deploy
from .failure import TryoutError
from .members import Members
from .places import Places
from .progress import Progress
from .running import Running, find_or_start

INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended: 128 and the signal's number."""


def main() -> int:
    """Run the try-out; 0 when every check is ok, 1 when one differs."""
    parser = argparse.ArgumentParser(
        prog="python -m emulator.tryout",
        description="Deploy a configuration to an AWS emulator on this machine, read it back, "
        "and watch its guardrails refuse real calls.",
    )
    parser.add_argument("file", nargs="?", type=Path, default=Path("examples/try.yaml"))
    parser.add_argument("--keep", action="store_true", help="leave the emulator running")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    console = Console()
    try:
        return _run(Places.within(Path.cwd()), given.file, keep=given.keep, console=console)
    except KeyboardInterrupt:
        console.print("stopped; nothing is left running")
        return INTERRUPTED
    except TryoutError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BaselineError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _run(places: Places, file: Path, *, keep: bool, console: Console) -> int:
    config = load(file)
    progress = Progress(console)
    with progress.stage("start the emulator"):
        running = find_or_start(places, keep=keep)
    kept = False
    try:
        os.environ.update(running.environment(config.home_region))
        deploy(places, file, config, running, progress)
        findings, shown = _look(places, config, running, progress)
        kept = keep
    finally:
        running.authorise(on=False) if kept else running.stop()
    progress.total()
    console.print()
    print_findings(findings, console)
    console.print()
    _print_demonstrations(shown, console)
    if keep:
        _tell_how_to_use(running, config, console)
    return 0 if all(finding.status == "ok" for finding in [*findings, *shown]) else 1


def _look(
    places: Places, config: Config, running: Running, progress: Progress
) -> tuple[list[Finding], list[Finding]]:
    """Read everything back, then let a member's administrator run into the guardrails."""
    with progress.stage("read back"):
        findings = read_back(places.assembly, boto3.Session(region_name=config.home_region))
    with progress.stage("demonstrate"):
        members = Members(config)
        arrange(config, members)
        running.authorise(on=True)
        try:
            shown = demonstrate(config, members, running.deliver)
        finally:
            running.authorise(on=False)
    return findings, shown


def _print_demonstrations(shown: list[Finding], console: Console) -> None:
    width = max(len(finding.subject) for finding in shown)
    for finding in shown:
        wanted = "" if finding.status == "ok" else f"; want {finding.expected}"
        line = f"{finding.status:8} {finding.subject:{width}}  {finding.found}{wanted}"
        style = STYLES[finding.status] if console.is_terminal else None
        console.print(line, style=style, highlight=False, markup=False, soft_wrap=True)


def _tell_how_to_use(running: Running, config: Config, console: Console) -> None:
    told = "\n".join(
        f"export {name}={value}" for name, value in running.environment(config.home_region).items()
    )
    console.print(
        f"\nThe emulator runs on (process {running.pid}). For any AWS client:\n\n{told}\n\n"
        f"Stop it with: kill {running.pid}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


if __name__ == "__main__":
    sys.exit(main())
