"""What a promise's outcome reads like: a line for each failure, and a row or an object for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from baseline.config.wording import suggestion
from baseline.guardrails import CATALOGUE
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.policy.actions import snapshot_date, snapshot_version
from baseline.policy.parsed import parse
from baseline.policy.patterns import action_like
from baseline.policy.proof.questions import Broken, Unknown
from baseline.policy.request import Request
from baseline.promises.prove import Failure, Outcome
from baseline.promises.read import OWN
from baseline.promises.subject import Subject

_SIDS = {
    **{name: each.sid for name, each in CATALOGUE.items()},
    **{name: each.sid for name, each in RESOURCE_GUARDRAILS.items()},
}


def lines(outcome: Outcome) -> Iterator[str]:
    """Write each failure of a promise in the form that every problem has."""
    for failure in outcome.failures:
        sentence = outcome.promise.sentence.strip().rstrip(".")
        yield (
            f"{outcome.file}: {outcome.promise.name}: {sentence} (got {found(failure)}); "
            f"{remedy(outcome, failure)}"
        )


def notes(outcome: Outcome, subject: Subject) -> Iterator[str]:
    """Write a line for each unit that a promise of a fork's own names in vain.

    That is no failure: its configurations may have other trees. What the template promises of its
    units is kept where they are; whoever takes one out means to.
    """
    absent = subject.absent_units(outcome.promise.where) if outcome.file == OWN else ()
    for key in absent:
        remedy = suggestion(key, subject.targets, "correct it, or take it out of the promise")
        yield (
            f"{outcome.file}: {outcome.promise.name}: names a unit that {subject.file} does not "
            f"have, and binds nothing there (got {key!r}); {remedy}"
        )


def found(failure: Failure) -> str:
    """Tell the counterexample, or why there is no answer, and where."""
    where = ", ".join(failure.places)
    if failure.answer is None:
        return f"no {failure.missing} in {where}"
    if isinstance(failure.answer, Unknown):
        return f"no answer in {where}: {failure.answer.reason}"
    verdict = "not denied" if failure.answer.expected == "denied" else "denied"
    return f"{told(failure.answer.request)}: {verdict} in {where}"


def told(request: Request) -> str:
    """Write a request so that a person sees who calls what, on what, and how."""
    context = dict(request.context)
    caller = next((key for key in context if key.lower() == "aws:principalarn"), None)
    who = f" by {_text(context.pop(caller))}" if caller is not None else ""
    given = ", ".join(f"{key}={_text(value)}" for key, value in sorted(context.items()))
    on = "" if request.resource == "*" else f" on {request.resource}"
    return f"{request.action}{on}{who}{f' with {given}' if given else ''}"


def remedy(outcome: Outcome, failure: Failure) -> str:
    """Say which statements to look at."""
    if failure.answer is None:
        return "attach it there, or take it out of the promise"
    if isinstance(failure.answer, Unknown):
        return "write the policy in a form that can be judged"
    looked = [f"{sid} in {level}" for level, sid in failure.answer.deciding]
    if not looked and outcome.promise.where.guardrail:
        looked = [_SIDS[outcome.promise.where.guardrail]]
    if not looked:
        lets = outcome.promise.kind == "groups" and not outcome.promise.beside
        for effect in ("Allow", "Deny") if lets else ("Deny",):
            looked += _speaking(outcome, failure, failure.answer, effect)
        looked = list(dict.fromkeys(looked))
    return f"look at {', '.join(looked)}" if looked else "no statement speaks of it"


def _speaking(outcome: Outcome, failure: Failure, answer: Broken, effect: str) -> Iterator[str]:
    """Name the statements of an effect that speak of the action, and match or not by mistake."""
    for level in failure.levels:
        for policy in level.documents:
            for each in parse(policy, principal=outcome.promise.kind == "rcp"):
                speaks = any(action_like(one, answer.request.action) for one in each.actions)
                if each.effect == effect and speaks != each.not_actions:
                    yield f"{each.sid} in {level.name}"


def as_objects(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Write all outcomes for programs, with the data that they rest on."""
    return {
        "actions": {"version": snapshot_version(), "date": snapshot_date()},
        "promises": [
            {
                "name": each.promise.name,
                "sentence": each.promise.sentence,
                "kind": each.promise.kind,
                "state": each.state,
                "places": each.places,
                "assumes": each.assumes,
                "later": each.later,
                "failures": [
                    {"places": one.places, "found": found(one), "remedy": remedy(each, one)}
                    for one in each.failures
                ],
                "seconds": round(each.seconds, 3),
            }
            for each in outcomes
        ],
    }


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
