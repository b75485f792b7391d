"""What guardrails would have said to a recorded call.

Identity policies said yes already, the call having gone through, so a call is denied if it was on
a resource about which a statement that denies surely speaks, not denied if none may, and nothing
is known otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from baseline.policy.actions import Action
from baseline.policy.proof.dimensions import Value
from baseline.policy.proof.masks import UNSEEN, dimensions_of, masks_of
from baseline.policy.syntax import ARN_PARTS
from baseline.replay.accounts import Accounts
from baseline.replay.keys import Record, is_service, value_of
from baseline.replay.possible import MOST_KEPT, Masks, Possible
from baseline.replay.record import account, recipient
from baseline.replay.resources import NONE_NAMED, Resource, resources
from baseline.replay.standing import NOTHING, UNKNOWN_UNIT, Standing, doubt
from baseline.review.guarded import Guarded
from baseline.review.organization_path import (
    ORGANIZATION_PATHS,
    is_told_by_place,
    organization_path,
)

_ALWAYS_SAID = ("userIdentity", "recipientAccountId")
ORGANIZATION = "aws:principalorgid"
_PATHS = ORGANIZATION_PATHS.lower()
Outcome = Literal["denied", "not denied", "cannot tell"]


@dataclass(frozen=True)
class Verdict:
    """The answer to a call: by the Sid of a statement, and why it cannot be told."""

    outcome: Outcome
    sid: str = ""
    why: str = ""


NOT_DENIED = Verdict("not denied")


class _Passed(NamedTuple):
    """The statements that a call passes but for its resources, and each key's part in it."""

    must: int
    may: int
    keys: Sequence[tuple[str, Value, Masks]]


class Judge:
    """Answers for the calls of every account of an organization.

    Raises:
        UndecidedError: if a policy holds something that is not known.
    """

    def __init__(self, guarded: Guarded, accounts: Accounts) -> None:
        self._partition = guarded.partition
        self._organization = guarded.organization
        self._accounts = accounts
        self._standing = Standing(guarded, accounts)
        self._action, self._resource, *self._keys = dimensions_of(self._standing.bits)
        self._has_path = all(
            is_told_by_place(each.patterns()) for each in self._keys if each.name == _PATHS
        )
        self._possible = Possible(self._resource)
        self._asked = lru_cache(MOST_KEPT)(self._keys_of)
        self._passed = lru_cache(MOST_KEPT)(self._pass)

    def judge(
        self, actions: tuple[Action, ...], record: Record, *, is_bound: bool
    ) -> Verdict | None:
        """Judge a call by its actions, of which the first is on what the record names.

        Args:
            is_bound: whether service control policies bind who called.

        Returns:
            None if nothing binds caller or resource.
        """
        control = self._standing.of_caller(record) if is_bound else NOTHING
        found = None
        for at, action in enumerate(actions):
            owner = self._standing.of_owner(record, action)
            if control[1] | owner[1]:
                answer = self._about(action, record, (control, owner), is_named=at == 0)
                found = max(found or NOT_DENIED, answer, key=_weight)
        return found

    def _about(
        self, action: Action, record: Record, held: tuple[Masks, Masks], *, is_named: bool
    ) -> Verdict:
        control, owner = held
        any_held = control[1] | owner[1]
        asked = self._asked(action.name, any_held)
        values = tuple([self._value(each, record) for each in asked])
        passed = self._passed(action.name, any_held, values)
        if not passed.may:
            return NOT_DENIED
        if sure := passed.must & control[0] & self._resource.free:
            return Verdict("denied", self._sid(sure))
        on: list[Resource] = []
        if passed.may & (owner[1] | ~self._resource.free):
            named = record if is_named else {key: record.get(key) for key in _ALWAYS_SAID}
            on = sorted(resources(action, named, self._partition), key=_is_doubtful)
        context = {name: self._value(name, record) for name in self._resource.variables}
        answers = (
            self._on(each, passed, self._masks(each, context), held, doubt(each, record, action))
            for each in on or [NONE_NAMED]
        )
        return max(answers, key=_weight)

    def _keys_of(self, action: str, held: int) -> tuple[str, ...]:
        """List the keys that any statement about an action asks for."""
        about = self._action.masks(action, {})[1] & held
        asked = [each for each in self._keys if about & ~each.free]
        return tuple({name: None for each in asked for name in (each.name, *each.variables)})

    def _pass(self, action: str, held: int, values: tuple[Value, ...]) -> _Passed:
        """Join what an action says of the statements with what the values of its keys do."""
        must, may = self._action.masks(action, {})
        context = dict(zip(self._asked(action, held), values, strict=True))
        keys = []
        for key in self._keys:
            if key.name in context:
                masks = masks_of(key, context[key.name], context)
                keys.append((key.name, context[key.name], masks))
                must, may = must & masks[0], may & masks[1]
        return _Passed(must & held, may & held, keys)

    def _on(
        self,
        resource: Resource,
        passed: _Passed,
        masks: Collection[Masks],
        held: tuple[Masks, Masks],
        why: str | None,
    ) -> Verdict:
        """Judge a call on one resource: alike for all that this may be, or not known."""
        control, owner = held
        sure = control[0] | (owner[0] if why is None else 0)
        maybe = control[1] | (owner[1] if why != "" else 0)
        denies = [passed.must & must & sure for must, _ in masks]
        if resource.is_certain and all(denies):
            return Verdict("denied", self._sid(min(denies, key=_lowest)))
        hits = [passed.may & may & maybe for _, may in masks if passed.may & may & maybe]
        if not hits:
            return NOT_DENIED
        bit = _lowest(min(hits, key=_lowest))
        reasons = [UNKNOWN_UNIT] if bit & ~(control[0] | owner[0]) else []
        reasons += [why] if why and bit & owner[1] else []
        if not (resource.is_certain and all(must & bit for must, _ in masks)):
            reasons.append(f"the record does not tell enough of the {_kind(resource.arns[-1])}")
        reasons += [
            f"{name} is not in the log" if value == UNSEEN else f"{name} cannot be compared"
            for name, value, (must, _) in passed.keys
            if not must & bit
        ]
        return Verdict("cannot tell", self._sid(bit), "; ".join(reasons))

    def _masks(self, resource: Resource, context: Mapping[str, Value]) -> Collection[Masks]:
        if not resource.is_open:
            return [masks_of(self._resource, each, context) for each in resource.arns]
        return frozenset().union(*map(self._possible.of, resource.arns))

    def _value(self, key: str, record: Record) -> Value:
        if key == ORGANIZATION:
            return self._of_organization(record)
        return self._path(record) if key == _PATHS else value_of(key, record)

    def _of_organization(self, record: Record) -> Value:
        """Return the organization of who called, for accounts that are known to be in it."""
        if is_service(record):
            return None
        who = str(record["userIdentity"].get("accountId"))
        # Whoever says where the account of a log stands says that it is in the organization.
        own = who == recipient(record) and self._accounts.place(recipient(record)) is not None
        return self._organization if own or self._accounts.is_member(who) else UNSEEN

    def _path(self, record: Record) -> Value:
        """Return where the account of who called stands, where that can be told without ids."""
        if is_service(record):
            return None
        place = self._accounts.place(account(record))
        return (organization_path(place),) if place and self._has_path else UNSEEN

    def _sid(self, bits: int) -> str:
        statement = self._standing.bits[_lowest(bits).bit_length() - 1].statement
        return statement.sid or "(a statement without a Sid)"


def _weight(verdict: Verdict) -> int:
    return ("not denied", "cannot tell", "denied").index(verdict.outcome)


def _is_doubtful(resource: Resource) -> bool:
    return not resource.is_certain


def _lowest(bits: int) -> int:
    return bits & -bits


def _kind(arn: str) -> str:
    """Name the kind of an ARN, such as `iam role`."""
    _, _, service, _, _, rest, *_ = (*arn.split(":", ARN_PARTS - 1), *[""] * ARN_PARTS)
    word = rest.replace("/", ":").partition(":")[0]
    return service if "*" in word or word == rest else f"{service} {word}"
