"""`baseline verify`: whether what is deployed is what the templates say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baseline.errors import BaselineError

if TYPE_CHECKING:
    from boto3 import Session

    from baseline.output.finding import Finding


def verify(
    assembly: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What cdk synth wrote and was deployed.")
    ] = Path("cdk.out"),
    profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The AWS profile to ask with, else the environment's."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    """Compare what is deployed with FOLDER: every stack, resource and property, settings included.

    Also tells units and policies of the baseline that no template names. Asks AWS with calls that
    only read. Exits with 1 when anything differs, with 3 when nothing does but something could not
    be told.
    """
    from rich.console import Console

    from baseline.output.as_json import as_json as written
    from baseline.output.finding import exit_code
    from baseline.output.table import print_findings

    findings = _findings(assembly, profile)
    if as_json:
        typer.echo(written(findings))
    else:
        print_findings(findings, Console())
    raise typer.Exit(exit_code(findings))


def _findings(assembly: Path, profile: str | None) -> list[Finding]:
    """Read the deployment back, and say in a terminal which stack is being read."""
    from rich.console import Console

    from baseline.live.readback import read_back

    session = _session(profile)
    with Console(stderr=True).status("reading") as status:
        return read_back(assembly, session, lambda stack: status.update(f"reading {stack}"))


def _session(profile: str | None) -> Session:
    from boto3 import Session
    from botocore.exceptions import ProfileNotFound

    try:
        return Session(profile_name=profile)
    except ProfileNotFound as error:
        there = ", ".join(Session().available_profiles) or "none"
        raise BaselineError(
            [f"--profile: no such profile (got {profile}); there is: {there}"]
        ) from error
