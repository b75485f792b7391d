"""Asks every question of every promise, each once however many places and configurations share it.

Two rules spare most questions, both exact. More levels only deny more: what is never let through
at a place is never let through below it, and what is never denied below is never denied above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Literal

from baseline.policy.decide import Level
from baseline.policy.proof.action_classes import services_of
from baseline.policy.proof.questions import (
    Answer,
    Broken,
    Proved,
    Scope,
    Unknown,
    always,
    exactly,
    later,
    never,
)
from baseline.promises.expand import Question, questions, spared
from baseline.promises.fingerprint import fingerprint
from baseline.promises.model import Promise, Promises
from baseline.promises.read import OWN, PROMISES
from baseline.promises.subject import Subject

State = Literal["proved", "broken", "unknown", "binds nothing"]


@dataclass(frozen=True)
class Failure:
    """An answer that keeps a promise from being proved, with all the places that share it.

    For what a place does not carry there is no answer but `missing`, the guardrail's name.
    """

    places: tuple[str, ...]
    answer: Broken | Unknown | None
    levels: tuple[Level, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a promise: its state, the places it binds, how long it took.

    `file` is where the promise stands; `assumes` is what it takes for given, and whom the
    configuration exempts from it.
    `later` names patterns of actions to come, and what becomes of these beyond what is declared.
    """

    promise: Promise
    state: State
    places: tuple[str, ...]
    failures: tuple[Failure, ...]
    seconds: float
    assumes: tuple[str, ...] = ()
    later: Mapping[str, str] = field(default_factory=dict)
    file: str = PROMISES


def prove(subject: Subject, promises: Promises, names: Sequence[str] = ()) -> Iterator[Outcome]:
    """Yield what becomes of each promise, of all where no name is given, in their order."""
    for promise in promises.promises:
        if not names or promise.name in names:
            yield _outcome(promise, promises, subject)


def with_later(outcome: Outcome, subject: Subject, promises: Promises) -> Outcome:
    """Add what becomes of actions to come, which no failed promise is asked about."""
    found: dict[str, str] = {}
    if outcome.promise.kind == "exactly" and not outcome.failures:
        for each in questions(outcome.promise, promises, subject):
            assert each.within is not None  # noqa: S101
            found |= later(each.layers, each.scopes, each.within)
    return replace(outcome, later=dict(sorted(found.items())))


def _outcome(promise: Promise, promises: Promises, subject: Subject) -> Outcome:
    started = perf_counter()
    if promise.kind == "carries":
        bound = subject.places(promise.where)
        failures = [
            Failure((target,), None, missing=name)
            for target in bound
            for name in promise.guardrails
            if name not in (*subject.guardrails(target), *subject.tried)
        ]
    else:
        asked = questions(promise, promises, subject)
        bound = tuple(each.place for each in asked)
        failures = _failures(promise, asked)
    state: State = "proved" if bound else "binds nothing"
    if failures:
        unknown = all(isinstance(each.answer, Unknown) for each in failures)
        state = "unknown" if unknown else "broken"
    exempt = (f"exempt_roles spares {each}." for each in spared(promise, subject) if bound)
    assumes = (*promise.assumes, *exempt)
    return Outcome(
        promise=promise,
        state=state,
        places=bound,
        failures=tuple(failures),
        seconds=perf_counter() - started,
        assumes=assumes,
        file=OWN if promise.name in promises.own else PROMISES,
    )


def _failures(promise: Promise, asked: Sequence[Question]) -> list[Failure]:
    found: dict[Broken | Unknown, Failure] = {}
    # What stands deepest first where nothing may be denied: it holds for all that is above.
    ordered = sorted(
        asked, key=lambda each: -len(each.layers.control) if each.ask == "always" else 0
    )
    for question in ordered:
        for answer in _answers(question):
            if isinstance(answer, Proved) or _is_accepted(answer, promise):
                continue
            before = found.get(answer)
            known = before.places if before else ()
            layers = question.layers
            levels = (*layers.control, *layers.resource, *(layers.identity or ()))
            found[answer] = Failure(tuple(dict.fromkeys((*known, question.place))), answer, levels)
    return list(found.values())


def _is_accepted(answer: Answer, promise: Promise) -> bool:
    return isinstance(answer, Unknown) and answer.reason == promise.accepts


def _answers(question: Question) -> Iterator[Answer]:
    if question.ask == "exactly":
        yield _remembered(question, question.scopes)
        return
    for scope in question.scopes:
        yield _remembered(question, (scope,))


@dataclass
class _Memory:
    """Answers of this process, and for each kind of question the levels that proved it."""

    answers: dict[object, Answer]
    proved: dict[object, list[frozenset[str]]]


_MEMORY = _Memory({}, {})


def _remembered(question: Question, scopes: tuple[Scope, ...]) -> Answer:
    scope = question.within or scopes[0]
    services = services_of(scope.actions, scope.not_actions)
    control = frozenset(fingerprint(each, services) for each in question.layers.control)
    others = (question.layers.resource, question.layers.identity or ())
    asked = (
        question.ask,
        repr((scopes, question.within)),
        question.layers.identity is None,
        *(tuple(map(fingerprint, each)) for each in others),
    )
    if question.ask != "exactly" and _is_implied(question.ask, asked, control):
        return Proved()
    key = (asked, control)
    if key not in _MEMORY.answers:
        _MEMORY.answers[key] = _ask(question, scopes)
    answer = _MEMORY.answers[key]
    if isinstance(answer, Proved):
        _MEMORY.proved.setdefault(asked, []).append(control)
    return answer


def _is_implied(ask: str, asked: object, control: frozenset[str]) -> bool:
    proved = _MEMORY.proved.get(asked, ())
    return any(each <= control if ask == "never" else each >= control for each in proved)


def _ask(question: Question, scopes: tuple[Scope, ...]) -> Answer:
    if question.within is not None:
        return exactly(question.layers, scopes, question.within)
    (scope,) = scopes
    return (always if question.ask == "always" else never)(question.layers, scope)
