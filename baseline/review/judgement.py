"""What guardrails answer to a request: denied by which statement, not denied, or not known."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from baseline.guardrails import CATALOGUE, Guardrail, GuardrailContext
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.policy.decide import Level, Request, decide
from baseline.policy.documents import Document, Statement, document, values
from baseline.policy.parsed import parse
from baseline.policy.refusals import UndecidedError
from baseline.review.guarded import Guarded, Place

FULL_ACCESS: Document = document(
    {"Sid": "FullAWSAccess", "Effect": "Allow", "Action": "*", "Resource": "*"}
)
"""What AWS attaches everywhere and the baseline leaves there, so that guardrails only deny."""

MOST_CASES = 20_000
"""An action with more kinds of requests is not judged; that takes a dozen context keys."""


@dataclass(frozen=True)
class Standing:
    """A statement on the way to a place, with its policy and the key of that one's target.

    `text` is the same for statements of the same meaning.
    """

    text: str
    statement: Document
    policy: str
    target: str

    @cached_property
    def odd(self) -> str:
        """Why the statement cannot be judged; empty if it can."""
        try:
            parse(document(cast(Statement, self.statement)))
        except UndecidedError as error:
            return "; ".join(map(str, error.problems))
        return ""

    @property
    def about(self) -> str:
        """The first action that the statement names."""
        return values(self.statement.get("Action") or self.statement["NotAction"])[0]


@dataclass(frozen=True)
class Answer:
    """The answer to one request.

    `sid`, `policy` and `target` name what denied it; `unknown` says why there is no answer.
    """

    denied: bool
    sid: str | None = None
    policy: str | None = None
    target: str | None = None
    unknown: str | None = None


class Judge:
    """Answers for one action at one place.

    Args:
        texts: the statements that speak of the action, by their texts; the others stay out.
    """

    def __init__(self, standing: Sequence[Standing], texts: Collection[str]) -> None:
        self._speaking = [each for each in standing if each.text in texts]
        targets = dict.fromkeys(each.target for each in standing)
        self._levels = [Level(target, [FULL_ACCESS, self._document(target)]) for target in targets]

    def answer(self, request: Request) -> Answer:
        """Judge one request for the action."""
        try:
            verdict = decide(self._levels, request)
        except UndecidedError as error:
            return Answer(denied=False, unknown=str(error).replace("\n", "; "))
        if not verdict.denied:
            return Answer(denied=False)
        for each in self._speaking:
            if (each.statement.get("Sid"), each.target) == (verdict.sid, verdict.level):
                return Answer(True, verdict.sid, each.policy, each.target)
        return Answer(True, verdict.sid, None, verdict.level)

    def _document(self, target: str) -> Document:
        """Write what stands at a target; that it speaks of the action is known and not asked."""
        return document(
            *(_about_any_action(each.statement) for each in self._speaking if each.target == target)
        )


def _about_any_action(statement: Document) -> Statement:
    kept = {element: each for element, each in statement.items() if element != "NotAction"}
    return cast(Statement, {**kept, "Action": "*"})


def standing_at(guarded: Guarded, place: Place) -> list[Standing]:
    """List every statement on the way to a place."""
    return [
        Standing(_text(each), each, policy.name, target)
        for target, policy in guarded.attached(place)
        for each in policy.document["Statement"]
    ]


def levels_of(standing: Sequence[Standing]) -> list[Level]:
    """Write the policies of each target; statements that cannot be judged stay out."""
    targets = dict.fromkeys(each.target for each in standing)
    return [
        Level(
            target,
            [
                FULL_ACCESS,
                document(
                    *(
                        cast(Statement, each.statement)
                        for each in standing
                        if each.target == target and not each.odd
                    )
                ),
            ],
        )
        for target in targets
    ]


def guardrail_of(sid: str | None) -> Guardrail | None:
    """Return the guardrail that a statement belongs to, none if no guardrail of today has it."""
    return _guardrails().get(str(sid))


def called(sid: str | None) -> str:
    """Return the name of a statement's guardrail, or the statement's own where it has none."""
    guardrail = guardrail_of(sid)
    return _resource_guardrails().get(str(sid), str(sid)) if guardrail is None else guardrail.name


@cache
def _resource_guardrails() -> dict[str, str]:
    return {each.sid: each.name for each in RESOURCE_GUARDRAILS.values()}


@cache
def _guardrails() -> dict[str, Guardrail]:
    context = GuardrailContext("aws", "baseline", ("us-east-1",))
    return {
        statement["Sid"]: guardrail
        for guardrail in CATALOGUE.values()
        for statement in guardrail.statements(context)
    }


def _text(statement: Document) -> str:
    return json.dumps(_in_order(statement), sort_keys=True)


def _in_order(value: object) -> object:
    """Sort the lists in a statement, whose order means nothing."""
    if isinstance(value, dict):
        return {key: _in_order(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(str, value)) if len(value) != 1 else value[0]
    return value
