"""Statements as bits, and what each says of a value: surely, or possibly.

Every statement that denies is one bit of a number. A value of a dimension - the action, a
resource, a condition key - is looked up once and gives two numbers: the statements that surely
fit it (`must`) and those that may (`may`), for what a log does not tell. A call then costs a few
ANDs. The tables are emptied when they are full, so that memory stays bounded however many object
keys a log names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from baseline.policy.actions import Action
from baseline.policy.parsed import ParsedStatement
from baseline.policy.patterns import action_like
from baseline.replay.conditions import Value, holds
from baseline.replay.globs import ANYTHING, covers, meets
from baseline.replay.resources import Resource, anything_of, templates_of

MOST_VALUES = 50_000
"""So many values of one dimension are kept; with longer ARNs that is some 20 MB."""

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class Masks(NamedTuple):
    """The statements that surely fit a value, and those that may."""

    must: int
    may: int


class ActionBits(NamedTuple):
    """The statements about an action, and the kinds of resource that decide any of them.

    `wherever` are those that fit whatever resource is called.
    """

    about: int
    wherever: int
    templates: tuple[str, ...]


class Bits:
    """The tables for a list of statements; the bit of a statement is its place in the list."""

    def __init__(self, statements: Sequence[ParsedStatement], partition: str) -> None:
        self._statements = statements
        self._partition = partition
        self.all = (1 << len(statements)) - 1
        self._actions: dict[Action, ActionBits] = {}
        self._resources: dict[Resource, Masks] = {}
        self._keys: dict[tuple[str, Value], Masks] = {}
        self.keys: dict[str, int] = {}
        for bit, statement in self._each():
            for test in statement.tests:
                self.keys[test.key] = self.keys.get(test.key, 0) | bit

    def action(self, action: Action) -> ActionBits:
        """Return what the statements say of an action."""
        return _kept(self._actions, action, self._action)

    def resource(self, resource: Resource) -> Masks:
        """Return which statements fit a resource; of an uncertain one, none surely."""
        return _kept(self._resources, resource, self._resource)

    def value(self, key: str, value: Value) -> Masks:
        """Return which statements' tests of a key hold for a value."""
        return _kept(self._keys, (key, value), self._value)

    def _each(self) -> Iterator[tuple[int, ParsedStatement]]:
        return ((1 << at, statement) for at, statement in enumerate(self._statements))

    def _sum(self, fits: Callable[[ParsedStatement], bool]) -> int:
        return sum(bit for bit, statement in self._each() if fits(statement))

    def _action(self, action: Action) -> ActionBits:
        about = self._sum(
            lambda each: (
                any(action_like(one, action.name) for one in each.actions) != each.not_actions
            )
        )
        wherever = about & self._sum(
            lambda each: ANYTHING in each.resources and not each.not_resources
        )
        templates = templates_of(action)
        deciding = tuple(
            template
            for template in templates
            if about & ~wherever & self._possible(anything_of(template, self._partition))
        )
        return ActionBits(about, wherever, deciding)

    def _possible(self, arn: str) -> int:
        return self._sum(lambda each: _may_fit(each, arn))

    def _resource(self, resource: Resource) -> Masks:
        sure = self._sum(lambda each: _must_fit(each, resource.arn)) if resource.is_certain else 0
        return Masks(sure, self._possible(resource.arn))

    def _value(self, about: tuple[str, Value]) -> Masks:
        key, value = about
        must = may = self.all
        for bit, statement in self._each():
            answers = {holds(test, value) for test in statement.tests if test.key == key}
            if answers - {True}:
                must &= ~bit
            if False in answers:
                may &= ~bit
        return Masks(must, may)


def bits_of(number: int) -> Iterable[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _must_fit(statement: ParsedStatement, arn: str) -> bool:
    if statement.not_resources:
        # AWS does not say what NotResource means for a call that names no resource.
        return arn != ANYTHING and not any(meets(_loose(each), arn) for each in statement.resources)
    return any(covers(each, arn) for each in statement.resources if "${" not in each)


def _may_fit(statement: ParsedStatement, arn: str) -> bool:
    if statement.not_resources:
        return not any(covers(each, arn) for each in statement.resources if "${" not in each)
    return any(meets(_loose(each), arn) for each in statement.resources)


def _loose(pattern: str) -> str:
    """Let a variable in a pattern stand for anything."""
    before, variable, after = pattern.partition("${")
    return f"{before}*{_loose(after.partition('}')[2])}" if variable else pattern


def _kept(table: dict[Key, Kept], key: Key, make: Callable[[Key], Kept]) -> Kept:
    found = table.get(key)
    if found is None:
        if len(table) >= MOST_VALUES:
            table.clear()
        found = table[key] = make(key)
    return found
