"""`baseline guardrails explain`: which statement decides a call, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from baseline.errors import BaselineError

if TYPE_CHECKING:
    from rich.console import Console

ConfigFile = Annotated[str, typer.Option("--config", metavar="FILE", help="The configuration.")]
NOT_KNOWN = 3
"""The exit code when there is something that could not be judged."""

Unit = Annotated[str, typer.Option(metavar="UNIT", help="The path or key of a unit, or root.")]
Who = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="WHO",
        help="An ARN, or a kind of caller: app-admin, other-organization, partner, ...",
    ),
]
Owner = Annotated[
    str,
    typer.Option(
        metavar="UNIT",
        help="Where the account is that holds the resource: a unit, root, management or outside; "
        "else that of --unit.",
    ),
]
Region = Annotated[
    str, typer.Option(metavar="REGION", help="The region called; else the home region.")
]
Resource = Annotated[
    str, typer.Option(metavar="ARN", help="The resource; else every kind that matters.")
]
Given = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="KEY=VALUE", help="A condition key; as often as needed."),
]


def explain(
    unit: Unit,
    action: Annotated[str, typer.Option(metavar="ACTION", help="Such as s3:PutBucketPolicy.")],
    caller: Who = "app-admin",
    owner: Owner = "",
    region: Region = "",
    resource: Resource = "",
    no_tls: Annotated[
        bool, typer.Option("--no-tls", help="It travels without encryption.")
    ] = False,
    given: Given = None,
    config: ConfigFile = "baseline.yaml",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Say which statement of which policy decides a call, and why.

    Service control policies are those above the caller, resource control policies those above the
    account that holds the resource; a caller from outside meets the latter alone. Exits with 3
    when something in it could not be judged.
    """
    from baseline.config import load
    from baseline.review.asked_callers import caller_named
    from baseline.review.explanation import Call
    from baseline.review.explanation import explain as explained
    from baseline.review.guarded import MANAGEMENT, OUTSIDE, guarded_by_config
    from baseline.review.witnesses import keys_read

    guarded = guarded_by_config(load(config))
    read = keys_read([*guarded.statements(), *guarded.statements(of_resources=True)])
    place = guarded.unit("--unit", unit)
    call = Call(
        action=action,
        caller=caller_named(caller, guarded),
        region=_region(region) if region else guarded.home_region,
        resource=_arn(resource) if resource else None,
        keys=_keys(given or (), read),
        owner=guarded.unit("--owner", owner, MANAGEMENT, OUTSIDE) if owner else None,
        is_encrypted=not no_tls,
    )
    answers = explained(guarded, place, call)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in answers], indent=2))
    else:
        from rich.console import Console

        print_sentences([each.sentence for each in answers], Console())
    if any(each.outcome == "unknown" for each in answers):
        raise typer.Exit(NOT_KNOWN)


def print_sentences(sentences: Sequence[str], console: Console) -> None:
    """Print paragraphs that break between words in a terminal, and a line each in a pipe."""
    gap = "\n\n" if console.is_terminal else "\n"
    text = gap.join(sentences)
    console.print(text, soft_wrap=not console.is_terminal, highlight=False, markup=False)


def _arn(text: str) -> str:
    from baseline.policy.syntax import ARN_PARTS

    if text != "*" and not (text.startswith("arn:") and text.count(":") >= ARN_PARTS - 1):
        raise BaselineError(
            [f"--resource: must be an ARN or * (got {text}); write it like arn:aws:s3:::bucket/key"]
        )
    return text


def _region(text: str) -> str:
    from baseline.config.regions import partition_by_region
    from baseline.config.wording import suggestion

    known = partition_by_region()
    if text not in known:
        remedy = suggestion(text, known, "write it like 'eu-west-1'")
        raise BaselineError([f"--region: must be a region of AWS (got {text}); {remedy}"])
    return text


def _keys(given: Sequence[str], read: Sequence[str]) -> dict[str, str]:
    """Read the condition keys; one that no guardrail reads would change nothing, unnoticed."""
    from baseline.config.wording import suggestion

    known = {each.lower() for each in read}
    problems: list[str] = []
    found: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not (key and equals):
            problems.append(f"--with: must be KEY=VALUE (got {text}); write it that way")
        elif key.lower() == "aws:requestedregion":
            problems.append(f"--with: must leave the region to --region (got {text}); use that")
        elif key.lower() not in known:
            remedy = suggestion(key, read, "leave it out")
            problems.append(f"--with: must be a key that a guardrail reads (got {key}); {remedy}")
        found[key] = value
    if problems:
        raise BaselineError(problems)
    return found
