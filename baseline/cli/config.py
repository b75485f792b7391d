"""`baseline config`: judge the configuration file, and describe what may stand in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, cast

import typer

from baseline.errors import ConfigError

if TYPE_CHECKING:
    from baseline.config import Config, Problem

app = typer.Typer(
    name="config",
    help="Judge the configuration file, and describe what may stand in it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[str, typer.Argument(metavar="FILE", help="The configuration to judge.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print a JSON list of the problems, [] when there is none.")
]


@app.command()
def check(file: File = "baseline.yaml", as_json: AsJson = False) -> None:
    """Print every problem of a configuration file."""
    from baseline.config import load
    from baseline.config.quotas import check_quotas

    try:
        config = load(file)
        check_quotas(file, config)
    except ConfigError as error:
        if not as_json:
            raise
        problems = [asdict(cast("Problem", each)) for each in error.problems]
        typer.echo(json.dumps(problems, indent=2))
        raise typer.Exit(error.exit_code) from error
    typer.echo("[]" if as_json else f"{file}: good: {_summary(config)}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the configuration file."""
    from baseline.config.editor import json_schema
    from baseline.config.load import refuse_mistakes

    refuse_mistakes()
    typer.echo(json.dumps(json_schema(), indent=2))


def _summary(config: Config) -> str:
    targets = config.guardrails_by_target()
    attached = [len(names) for names in targets.values() if names]
    return (
        f"{_count(len(targets) - 1, 'unit')}, {_count(len(config.accounts), 'account')}, "
        f"{_count(len({name for names in targets.values() for name in names}), 'guardrail')} "
        f"on {_count(len(attached), 'target')}; home {config.home_region}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
