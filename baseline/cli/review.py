"""`baseline review`: what a change does to what is deployed, and what is deployed already."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="review",
    help="Read what a change does to what is deployed, before anybody deploys it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def upgrade(
    old: Annotated[str, typer.Argument(metavar="OLD", help="What is deployed.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What is going to be deployed.")],
    config: Annotated[
        str, typer.Option(help="The configuration file of a git revision.")
    ] = "baseline.yaml",
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print a JSON list of the changes, [] when there is none."),
    ] = False,
) -> None:
    """List what an upgrade replaces, renames, lets go or protects less, and which settings run.

    OLD and NEW are configuration files, git revisions, or folders that cdk synth wrote. Exits with
    1 when something that holds evidence, keys or people would be replaced, left behind or protected
    less. A revision has no edit in it that is not committed; standard error says so.
    """
    from baseline.checks.upgrade import counted
    from baseline.checks.upgrade import upgrade as compare
    from baseline.cli.assemblies import stacks_of, warn_of_edits

    warn_of_edits(new)
    changes = compare(stacks_of(old, config), stacks_of(new, config))
    if as_json:
        typer.echo(json.dumps([asdict(change) for change in changes], indent=2))
    else:
        for change in changes:
            typer.echo(f"{'DANGER' if change.is_dangerous else 'note  '} {change}")
            for left in change.left_by_type():
                typer.echo(f"       {left}")
        typer.echo(
            counted(changes)
            if changes
            else "nothing that is kept is touched, and no setting runs again"
        )
    if any(change.is_dangerous for change in changes):
        raise typer.Exit(1)


@app.command()
def pin(
    deployed: Annotated[str, typer.Argument(metavar="DEPLOYED", help="What is deployed.")] = (
        "cdk.out"
    ),
    config: Annotated[
        str, typer.Option(metavar="FILE", help="The configuration it was made from.")
    ] = "baseline.yaml",
) -> None:
    """Write down what is deployed, so that every later cdk synth refuses to take it away.

    DEPLOYED is a folder that cdk synth wrote, or a git revision. Exits with 1, and writes nothing,
    when it lacks something that is pinned already and nobody acknowledged that with a reason.
    """
    from baseline.checks.pinned import pin as write
    from baseline.checks.stacks import read_stacks
    from baseline.cli.assemblies import assembly_of

    file = write(read_stacks(assembly_of(deployed, config)), Path(config))
    typer.echo(f"{file}: written; commit it")
