"""The page of the command line, from its own help texts."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from typer.testing import CliRunner

from baseline.cli import app

_WIDTH = 88


def page() -> str:
    """Write the help of every command."""
    parts = ["# Commands", "What each command of `baseline` says of itself under `--help`."]
    for path in ((), *_paths(app)):
        told = CliRunner().invoke(
            app, [*path, "--help"], prog_name="baseline", terminal_width=_WIDTH
        )
        parts += [f"## {' '.join(('baseline', *path))}", f"```text\n{told.stdout.strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _paths(group: typer.Typer) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command below a group, a group before its commands."""
    for command in group.registered_commands:
        if command.callback is not None:
            yield (command.name or command.callback.__name__.replace("_", "-"),)
    for each in group.registered_groups:
        if each.typer_instance is not None:
            name = str(each.typer_instance.info.name)
            yield (name,)
            yield from ((name, *path) for path in _paths(each.typer_instance))
