"""What guardrails answer to a request: denied by which statement, not denied, or not known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from baseline.guardrails import CATALOGUE, Guardrail, GuardrailContext
from baseline.guardrails.resource import (
    RESOURCE_GUARDRAILS,
    ResourceContext,
    ResourceGuardrail,
)
from baseline.policy.decide import Level, Request, decide
from baseline.policy.documents import Document, Statement, document, values
from baseline.policy.parsed import parse
from baseline.policy.refusals import UndecidedError
from baseline.promises.subject import FULL_ACCESS
from baseline.review.guarded import Guarded, Place

MOST_CASES = 20_000
"""An action with more kinds of requests is not judged; that takes a dozen context keys."""


@dataclass(frozen=True)
class Standing:
    """A statement on the way to a place, with its policy and the key of that one's target.

    `text` is the same for statements of the same meaning. `of_resources` tells that it is one of a
    resource control policy.
    """

    text: str
    statement: Document
    policy: str
    target: str
    of_resources: bool = False

    @cached_property
    def odd(self) -> str:
        """Why the statement cannot be judged; empty if it can."""
        try:
            parse(document(cast(Statement, self.statement)), principal=self.of_resources)
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
    """Answers for one action, by the statements that speak of it.

    Args:
        control: those of service control policies, on the way to who calls.
        resource: those of resource control policies, on the way to what is reached.
    """

    def __init__(self, control: Sequence[Standing], resource: Sequence[Standing] = ()) -> None:
        self._speaking = (*control, *resource)
        self._levels, self._resource_levels = _about_any(control), _about_any(resource)

    def answer(self, request: Request) -> Answer:
        """Judge one request for the action."""
        try:
            verdict = decide(self._levels, request, self._resource_levels)
        except UndecidedError as error:
            return Answer(denied=False, unknown=str(error).replace("\n", "; "))
        if not verdict.denied:
            return Answer(denied=False)
        for each in self._speaking:
            if (each.statement.get("Sid"), each.target) == (verdict.sid, verdict.level):
                return Answer(True, verdict.sid, each.policy, each.target)
        return Answer(True, verdict.sid, None, verdict.level)


def _about_any(standing: Sequence[Standing]) -> list[Level]:
    """Write what stands at each target; that it speaks of the action is known and not asked."""
    return [
        _level(
            target,
            [_about_any_action(each.statement) for each in standing if each.target == target],
            not standing[0].of_resources,
        )
        for target in dict.fromkeys(each.target for each in standing)
    ]


def _about_any_action(statement: Document) -> Statement:
    kept = {element: each for element, each in statement.items() if element != "NotAction"}
    return cast(Statement, {**kept, "Action": "*"})


def standing_at(guarded: Guarded, place: Place, *, of_resources: bool = False) -> list[Standing]:
    """List every statement on the way to a place: for who calls, or for what is reached there."""
    return [
        Standing(_text(each), each, policy.name, target, of_resources)
        for target, policy in guarded.attached(place, of_resources=of_resources)
        for each in policy.document["Statement"]
    ]


def levels_of(standing: Sequence[Standing]) -> list[Level]:
    """Write the policies of each target; statements that cannot be judged stay out."""
    judged: dict[str, list[Statement]] = {each.target: [] for each in standing}
    for each in standing:
        if not each.odd:
            judged[each.target].append(cast(Statement, each.statement))
    is_control = not any(each.of_resources for each in standing)
    return [_level(target, found, is_control) for target, found in judged.items()]


def _level(target: str, statements: Sequence[Statement], is_control: bool) -> Level:
    return Level(target, [*([FULL_ACCESS] if is_control else []), document(*statements)])


def guardrail_of(sid: str | None) -> Guardrail | ResourceGuardrail | None:
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
def _guardrails() -> dict[str, Guardrail | ResourceGuardrail]:
    context = GuardrailContext("aws", "baseline", ("us-east-1",))
    found: dict[str, Guardrail | ResourceGuardrail] = {
        statement["Sid"]: guardrail
        for guardrail in CATALOGUE.values()
        for statement in guardrail.statements(context)
    }
    found |= {
        statement["Sid"]: resource_guardrail
        for resource_guardrail in RESOURCE_GUARDRAILS.values()
        for statement in resource_guardrail.statements(ResourceContext())
    }
    return found


def _text(statement: Document) -> str:
    return json.dumps(_in_order(statement), sort_keys=True)


def _in_order(value: object) -> object:
    """Sort the lists in a statement, whose order means nothing."""
    if isinstance(value, dict):
        return {key: _in_order(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(str, value)) if len(value) != 1 else value[0]
    return value
