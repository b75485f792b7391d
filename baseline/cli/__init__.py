"""The `baseline` command, beside which `cdk` stays the one tool that deploys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache

import typer

from baseline.cli import config, guardrails, review
from baseline.cli.verify import verify
from baseline.errors import BaselineError

INTERRUPTED = 130
"""The exit code shells give a command that Ctrl-C ended: 128 and the signal's number, 2."""

app = typer.Typer(
    name="baseline",
    help="Check and read what Account Baseline is told to deploy. Nothing here changes AWS.",
    epilog="Exit codes: 0 good, 1 a check failed, 2 something for you to change, "
    "3 AWS could not be asked, or a policy not judged.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(config.app)
app.add_typer(guardrails.app)
app.add_typer(review.app)
app.command()(verify)


@cache
def _command() -> Callable[..., object]:
    """Put the command together, once a process."""
    return typer.main.get_command(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    What a person must change is printed alone, without a traceback.
    """
    try:
        _command()(args=arguments, prog_name="baseline")
    except BaselineError as error:
        typer.echo(error, err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
