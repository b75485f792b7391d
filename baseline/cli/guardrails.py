"""`baseline guardrails`: what guardrails are there, what they decide, and what a change does."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from baseline.cli.explaining import NOT_KNOWN, ConfigFile, explain
from baseline.cli.impact import impact

app = typer.Typer(
    name="guardrails",
    help="Read the guardrails: what stands where, which one decides a call, what a change does.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

app.command()(explain)
app.command()(impact)

OVER = 1
"""The exit code when AWS would refuse a policy for its size or the number of its like."""


@app.command("list")
def list_policies(
    config: ConfigFile = "baseline.yaml",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List the policies of every target with their sizes, and the room the quotas leave.

    Exits with 1 when a quota is exceeded.
    """
    from rich.console import Console

    from baseline.cli.inventory import print_inventory
    from baseline.config import load
    from baseline.review.inventory import inventory

    rows = inventory(load(config))
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        print_inventory(rows, Console())
    if any(row.is_over for row in rows):
        raise typer.Exit(OVER)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The guardrail.")],
    config: ConfigFile = "baseline.yaml",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Show one guardrail: why, what it breaks, its source, what it denies, where it stands."""
    from baseline.config import load
    from baseline.review.description import described
    from baseline.review.description_object import as_object

    if as_json:
        typer.echo(json.dumps(as_object(name, load(config)), indent=2))
    else:
        typer.echo(described(name, load(config)))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="What is there.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What is to come.")],
    config: Annotated[
        str, typer.Option(help="The configuration file of a git revision.")
    ] = "baseline.yaml",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON list with every action.")
    ] = False,
) -> None:
    """Tell as Markdown what turns from allowed to denied and back, where, and for whom.

    OLD and NEW are configuration files, git revisions, or folders that cdk synth wrote. Prints
    nothing when no decision changes. Exits with 3 when something could not be judged.
    """
    from baseline.cli.assemblies import guarded_of, warn_of_edits
    from baseline.review.guardrail_diff import compare, compared, unjudged
    from baseline.review.guardrail_report import as_markdown

    warn_of_edits(new)
    before, after = guarded_of(old, config), guarded_of(new, config)
    found, others = compare(before, after), unjudged(before, after)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
    else:
        typer.echo(as_markdown(found, others, compared(before, after)), nl=False)
    if others or any(each.unknown for each in found):
        raise typer.Exit(NOT_KNOWN)


@app.command("prove")
def prove_promises(
    config: ConfigFile = "baseline.yaml",
    promise: Annotated[
        str, typer.Option(metavar="NAME", help="Only this promise of promises.yaml.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Prove every promise for every request there can be, or show a request that breaks it.

    Exits with 1 when a promise is broken, with 3 when one could not be judged.
    """
    from pathlib import Path

    from rich.console import Console

    from baseline.cli.proving import print_outcomes, proved
    from baseline.config import load
    from baseline.promises.report import as_objects

    loaded = load(config)
    outcomes = proved(loaded, Path(config).name, promise)
    if as_json:
        typer.echo(json.dumps(as_objects(outcomes), indent=2))
    else:
        print_outcomes(outcomes, loaded, Console())
    states = {each.state for each in outcomes}
    if states & {"broken", "unknown"}:
        raise typer.Exit(1 if "broken" in states else NOT_KNOWN)


@app.command()
def picture(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; - prints it.")] = "-",
    config: ConfigFile = "baseline.yaml",
) -> None:
    """Draw which guardrails hold in which units, as SVG."""
    from pathlib import Path

    from baseline.cli.writing import told_where_not_writable
    from baseline.config import load
    from baseline.review.picture import drawn

    text = drawn(load(config))
    if file == "-":
        typer.echo(text, nl=False)
    else:
        with told_where_not_writable("FILE", file):
            Path(file).write_text(text, encoding="utf-8")
