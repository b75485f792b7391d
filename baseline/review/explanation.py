"""Which statement decides a call, in a sentence with its reason.

What a call leaves open, such as the resource or a condition key, is made up from what the
statements tell apart, and each answer says which of it it is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import product
from math import prod

from baseline.errors import BaselineError
from baseline.policy.actions import known_actions, snapshot_date
from baseline.policy.documents import Document
from baseline.policy.request import Request
from baseline.review.callers import Caller
from baseline.review.guarded import ROOT, Guarded, Place
from baseline.review.judgement import MOST_CASES, Answer, Judge, guardrail_of, standing_at
from baseline.review.organization_path import (
    ORGANIZATION_PATHS,
    is_told_by_place,
    organization_path,
)
from baseline.review.projection import Case, Row, told_as_rows
from baseline.review.spoken_of import resources_of, speaks_of
from baseline.review.witnesses import REGION, Choices, keys_of, patterns_of


@dataclass(frozen=True)
class Call:
    """What somebody asks about; `resource` is none where any will do, `keys` are context keys.

    `owner` is where the account is that holds the resource, none where it is the caller's own or,
    for a caller from outside, where the question is about.
    """

    action: str
    caller: Caller
    region: str
    resource: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    owner: Place | None = None
    is_encrypted: bool = True

    def context(self) -> dict[str, str]:
        """Return the context keys that are known; those that were given come first."""
        transport = {"aws:SecureTransport": str(self.is_encrypted).lower()}
        known = {REGION: self.region, **transport, **self.caller.context()}
        given = {key.lower() for key in self.keys}
        return {
            **{key: each for key, each in known.items() if key.lower() not in given},
            **self.keys,
        }


@dataclass(frozen=True)
class Explanation:
    """One answer: what decided, and the whole of it as a sentence.

    `outcome` is denied, not denied or unknown. `on` and `keys` tell which requests it is about;
    each is empty where it makes no difference.
    """

    outcome: str
    sentence: str
    on: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    statement: str | None = None
    policy: str | None = None
    attached_to: str | None = None
    guardrail: str | None = None


def explain(guarded: Guarded, place: Place, call: Call) -> list[Explanation]:
    """Explain a call; several answers come where they hang on what the call leaves open.

    Raises:
        BaselineError: if the action is not known and no resource is given.
    """
    action = known_actions().get(call.action.lower())
    name = call.action if action is None else action.name
    if action is None and call.resource is None:
        raise BaselineError([_unknown_action(call.action)])
    owner = call.owner or place
    control = () if call.caller.is_outside else standing_at(guarded, place)
    resource = standing_at(guarded, owner, of_resources=True)
    bound = [[each for each in of if speaks_of(each.statement, name)] for of in (control, resource)]
    speaking = [each.statement for of in bound for each in of]
    call = _placed(call, place, speaking)
    resources = (
        resources_of(name, speaking) if call.resource is None else ((call.resource, call.resource),)
    )
    given = {key.lower() for key in call.context()}
    keys = [each for each in keys_of(speaking) if each.key.lower() not in given]
    about = _About(guarded, place, owner, call, name, resources, keys)
    if prod(about.sizes) > MOST_CASES:
        return [about.too_many_keys()]
    judge = Judge(*bound)
    found: dict[Answer, list[Case]] = {}
    for case in product(*map(range, about.sizes)):
        found.setdefault(judge.answer(about.request(case)), []).append(case)
    free = found.pop(Answer(denied=False), None)
    told = [
        about.explained(answer, row)
        for answer, cases in found.items()
        for row in told_as_rows(cases, [], about.sizes)
    ]
    return [*told, about.not_denied(is_the_rest=bool(told))] if free else told


def _placed(call: Call, place: Place, speaking: Sequence[Document]) -> Call:
    """Add where the caller's account stands, unless statements ask for ids that nobody knows."""
    given = {key.lower() for key in call.keys}
    patterns = patterns_of(ORGANIZATION_PATHS, speaking)
    if call.caller.is_outside or ORGANIZATION_PATHS.lower() in given:
        return call
    if not is_told_by_place(patterns):
        return call
    return replace(call, keys={**call.keys, ORGANIZATION_PATHS: organization_path(place)})


def _unknown_action(text: str) -> str:
    close = get_close_matches(text.lower(), known_actions(), n=1)
    newer = "or a newer one, give its --resource as well"
    remedy = f"did you mean {known_actions()[close[0]].name}? F{newer}" if close else f"f{newer}"
    return f"--action: AWS had no such action on {snapshot_date()} (got {text}); {remedy}"


@dataclass(frozen=True)
class _About:
    """Puts answers into words."""

    guarded: Guarded
    place: Place
    owner: Place
    call: Call
    name: str
    resources: Sequence[tuple[str | None, str]]
    keys: Sequence[Choices]

    @property
    def sizes(self) -> tuple[int, ...]:
        return len(self.resources), *(len(each.choices) for each in self.keys)

    def request(self, case: Case) -> Request:
        resource, *keys = case
        context = self.call.context()
        for choices, index in zip(self.keys, keys, strict=True):
            context |= choices.context(index)
        return Request(self.name, self.resources[resource][1], context)

    def not_denied(self, *, is_the_rest: bool) -> Explanation:
        """Say that nothing denies the call, or what is left of it."""
        subject = "In every other case it" if is_the_rest else self._subject((), ())
        of_account, of_resource = "no service control policy", "no resource control policy"
        left_to = "the account's own policies"
        if self.call.caller.is_outside:
            policies, left_to = of_resource, "the policy of the resource"
        elif any(self.guarded.attached(self.owner, of_resources=True)):
            policies = f"{of_account} and {of_resource}"
        else:
            policies = of_account
        return Explanation(
            outcome="not denied",
            sentence=f"{subject} is denied by {policies}; whether it is allowed is left to "
            f"{left_to}.",
        )

    def too_many_keys(self) -> Explanation:
        """Say that the answer hangs on more than can be told."""
        names = ", ".join(each.key for each in self.keys)
        reason = f"cannot be judged: it hangs on {names}; give some of them with --with."
        return Explanation(outcome="unknown", sentence=f"{self._subject((), ())} {reason}")

    def explained(self, answer: Answer, row: Row) -> Explanation:
        """Say what decided a part of the call."""
        on, *keys = row
        named = [] if on.is_all else sorted(on.really)
        told_on = tuple(self.resources[index][0] or "any other resource" for index in named)
        told_keys = tuple(
            f"{choices.key} is {choices.told(told.really)}"
            for choices, told in zip(self.keys, keys, strict=True)
            if not told.is_all
        )
        guardrail = guardrail_of(answer.sid)
        return Explanation(
            outcome="unknown" if answer.unknown else "denied",
            sentence=f"{self._subject(told_on, told_keys)} {self._predicate(answer)}",
            on=told_on,
            keys=told_keys,
            statement=answer.sid,
            policy=answer.policy,
            attached_to=None if answer.target is None else self._path(answer.target),
            guardrail=None if guardrail is None else guardrail.name,
        )

    def _subject(self, on: Sequence[str], keys: Sequence[str]) -> str:
        resource = [self.call.resource] if self.call.resource else on
        caller, is_outside = self.call.caller, self.call.caller.is_outside
        where = "at the root" if self.place.key == ROOT else f"in {self.place.path}"
        by = caller.told if is_outside else f"{caller.told} {where}"
        holds = is_outside or self.owner != self.place
        return (
            " ".join(
                [
                    self.name,
                    *(["on", _or(resource)] if resource else []),
                    *(["where", " and ".join(keys)] if keys else []),
                    f"in {self.call.region}, called by {by}",
                    *([f"on what {_called(self.owner)} holds"] if holds else []),
                    *([] if self.call.is_encrypted else ["without TLS"]),
                ]
            )
            + ","
        )

    def _predicate(self, answer: Answer) -> str:
        if answer.unknown:
            return f"cannot be judged: {answer.unknown}."
        guardrail = guardrail_of(answer.sid)
        why = "" if guardrail is None else f" ({guardrail.name}): {guardrail.why}"
        return (
            f"is denied by the statement {answer.sid} of the policy {answer.policy}, attached to "
            f"{self._path(str(answer.target))}{why}"
        )

    def _path(self, key: str) -> str:
        place = self.guarded.place(key)
        return "the root" if place is None or key == ROOT else place.path


def _called(place: Place) -> str:
    return "an account at the root" if place.key == ROOT else place.path


def _or(texts: Sequence[str]) -> str:
    return " or ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
