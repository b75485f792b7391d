"""What can be asked about policies for all requests, and the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from baseline.policy.actions import known_actions
from baseline.policy.decide import decide, decide_identity
from baseline.policy.documents import Condition, Document
from baseline.policy.parsed import ParsedStatement, parse
from baseline.policy.patterns import action_like
from baseline.policy.proof.acting import idle
from baseline.policy.proof.dimensions import READINGS
from baseline.policy.proof.rules import Layers
from baseline.policy.proof.search import Found, Judge, Space
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request

__all__ = [
    "Answer",
    "Broken",
    "Layers",
    "Proved",
    "Scope",
    "Unknown",
    "always",
    "exactly",
    "later",
    "never",
]

Verdict = tuple[bool, bool]
NOT_DEFINED = "AWS does not say whether a statement matches it"
"""Why there is no answer: it hangs on what no page of AWS decides."""

_NONE_MEANT = "no request is meant"
"""Why nothing is proved of requests that cannot be made: whatever is said of none is true."""


@dataclass(frozen=True)
class Scope:
    """The requests that are meant, as a statement would name them."""

    actions: tuple[str, ...]
    not_actions: bool = False
    resources: tuple[str, ...] = ("*",)
    not_resources: bool = False
    conditions: Condition = field(default_factory=dict)

    def statement(self) -> ParsedStatement:
        """Read the scope as a statement."""
        content: Document = {
            "Sid": "Scope",
            "Effect": "Allow",
            "NotAction" if self.not_actions else "Action": list(self.actions),
            "NotResource" if self.not_resources else "Resource": list(self.resources),
        }
        if self.conditions:
            content["Condition"] = self.conditions
        (found,) = parse({"Version": "2012-10-17", "Statement": [content]})
        return found


@dataclass(frozen=True)
class Proved:
    """It holds for every request."""


@dataclass(frozen=True)
class Broken:
    """A request for which it does not hold; `deciding` are the statements, as (level, Sid)."""

    request: Request
    expected: Literal["denied", "not denied"]
    deciding: tuple[tuple[str, str | None], ...]

    def __hash__(self) -> int:
        return hash((self.request.action, self.request.resource, self.expected))


@dataclass(frozen=True)
class Unknown:
    """There is no answer, for a reason."""

    reason: str


Answer = Proved | Broken | Unknown


def never(layers: Layers, scope: Scope) -> Answer:
    """Say whether every request in the scope is denied, actions of tomorrow included.

    Where the scope is of all resources but some, only those of today's actions count that they act
    on; actions of tomorrow may act on any.
    """
    return _asked(layers, (), scope, _must_be_denied, future=True, linked=scope.not_resources)


def always(layers: Layers, scope: Scope) -> Answer:
    """Say whether no request in the scope is denied: today's actions on what they act on.

    Each action and each resource that it names must be part of a request that can be made.
    """
    answer = exactly(layers, (), scope)
    if not isinstance(answer, Proved) or scope.not_actions:
        return answer
    named = () if scope.not_resources else scope.resources
    return next((Unknown(why) for why in idle(scope.actions, named)), answer)


def exactly(layers: Layers, scopes: Sequence[Scope], within: Scope) -> Answer:
    """Say whether, within a scope, what is denied today is what one of the other scopes means."""
    return _asked(layers, scopes, within, _as_scoped, future=False, linked=True)


def later(layers: Layers, scopes: Sequence[Scope], within: Scope) -> dict[str, str]:
    """Name the patterns of actions to come that are denied and not in the scopes, or the reverse.

    Each comes with what will become of its actions, `denied` or `not denied`.

    Raises:
        UndecidedError: as the policies themselves are refused, or what they say.
    """
    space = _space(layers, scopes, within)
    patterns = sorted({each for one in space.statements for each in one.actions}, key=len)
    found = {}
    for each in _faults(space, _as_scoped, future=True, linked=True):
        action = each.request.action
        if action.lower() not in known_actions():
            matching = [one for one in patterns if one != "*" and action_like(one, action)]
            name = matching[-1] if matching else action
            found[name] = "denied" if each.fault == "not denied" else "not denied"
    return dict(sorted(found.items()))


def _space(layers: Layers, scopes: Sequence[Scope], within: Scope) -> Space:
    return Space(layers, [each.statement() for each in scopes], within.statement())


def _faults(space: Space, judge: Judge, *, future: bool, linked: bool) -> Iterator[Found]:
    # AWS documents two readings of a wildcard before a colon. It must hold in both.
    for reading in READINGS:
        yield from space.find(judge, future=future, linked=linked, reading=reading)


def _asked(
    layers: Layers,
    scopes: Sequence[Scope],
    within: Scope,
    judge: Judge,
    *,
    future: bool,
    linked: bool,
) -> Answer:
    unknown: Unknown | None = None
    try:
        space = _space(layers, scopes, within)
        for found in _faults(space, judge, future=future, linked=linked):
            answer = _confirmed(layers, found)
            if isinstance(answer, Broken):
                return answer
            unknown = unknown or answer
    except UndecidedError as undecided:
        return Unknown("; ".join(map(str, undecided.problems)))
    return unknown or (Proved() if space.is_met else Unknown(_NONE_MEANT))


def _confirmed(layers: Layers, found: Found) -> Broken | Unknown:
    """Let the evaluator judge the request; what it leaves open is no proof of the contrary."""
    if found.fault == NOT_DEFINED:
        return Unknown(f"{found.request.action} on {found.request.resource}: {NOT_DEFINED}")
    request = found.request
    try:
        verdict = decide(layers.control, request, layers.resource)
        if not verdict.denied and layers.identity is not None:
            verdict = decide_identity(layers.identity, request)
    except UndecidedError as undecided:
        return Unknown("; ".join(map(str, undecided.problems)))
    if verdict.denied == (found.fault == "denied"):
        raise AssertionError(f"the evaluator finds {request} {found.fault}, as is promised")
    expected: Literal["denied", "not denied"] = "not denied" if verdict.denied else "denied"
    return Broken(request, expected, found.deciding if verdict.denied else ())


def _must_be_denied(denied: Verdict, _: Verdict, within: Verdict) -> str:
    if denied[0] or not within[1]:
        return ""
    return "denied" if within[0] and not denied[1] else NOT_DEFINED


def _as_scoped(denied: Verdict, scoped: Verdict, within: Verdict) -> str:
    if not within[1] or (denied == scoped and denied[0] == denied[1]):
        return ""
    if not within[0] or denied[0] != denied[1] or scoped[0] != scoped[1]:
        return NOT_DEFINED
    return "denied" if scoped[0] else "not denied"
