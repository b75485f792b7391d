"""Looks through every combination of values for one that a question forbids.

Combinations with equal masks are one. What the actions in question do not concern is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from baseline.policy.actions import known_actions
from baseline.policy.parsed import ParsedStatement
from baseline.policy.proof.action_classes import (
    ActionClass,
    action_classes,
    listed,
    services_of,
    speaks_of,
)
from baseline.policy.proof.callers import callers, check_parts
from baseline.policy.proof.dimensions import ACTION, Dimension, Reading, Value
from baseline.policy.proof.familiar import familiar
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.rules import Layers, Placed, Rules, alive
from baseline.policy.proof.values import (
    TEMPLATE,
    Caller,
    key_values,
    resources,
    resources_of_today,
    spoken_of,
)
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request

MOST_COMBINATIONS = 200_000

Masks = tuple[int, int]
Table = dict[Masks, tuple[Any, ...]]
"""For each pair of masks, certain and possible, the values that have them."""
Judge = Callable[[tuple[bool, bool], tuple[bool, bool], tuple[bool, bool]], str]
"""From whether it is denied, in a scope, and within: each certainly and possibly; to a fault."""


@dataclass(frozen=True)
class Found:
    """A request, and the statements that decided it as (level, Sid)."""

    fault: str
    request: Request
    deciding: tuple[tuple[str, str | None], ...]


class Space:
    """Layers beside scopes, each scope a statement with a bit of its own.

    `is_met` tells after a search whether some request was within the question at all.
    """

    def __init__(
        self, layers: Layers, scopes: Sequence[ParsedStatement], within: ParsedStatement
    ) -> None:
        self._bits: list[Placed] = []
        self._rules = Rules(layers, self._bits)
        self._scopes = sum(self._add(each) for each in scopes)
        self._within = self._add(within)
        self._services = services_of(within.actions, within.not_actions)
        self._but_some = within.not_resources
        self._by_account = bool(layers.control) or layers.identity is not None
        self.is_met = False

    def _add(self, scope: ParsedStatement) -> int:
        self._bits.append(Placed("", scope))
        return 1 << len(self._bits) - 1

    @property
    def statements(self) -> Iterator[ParsedStatement]:
        """Every statement of the policies and the scopes."""
        return (each.statement for each in self._bits)

    def find(
        self, judge: Judge, *, future: bool, linked: bool, reading: Reading
    ) -> Iterator[Found]:
        """Yield requests with a fault; `linked` keeps to resources that actions can act on."""
        actions = self._actions(future=future)
        live = reduce(or_, (may for _, may in actions), 0)
        _, named, *keys = dimensions_of(alive(self._bits, live))
        for caller in callers((named, *keys), by_account=self._by_account):
            if linked:
                tables = [self._linked(actions, named, caller, reading)]
            else:
                arns = resources(named, (reading,), caller)
                tables = [actions, self._table(named, arns, caller, reading)]
            tables += [
                self._table(each, key_values(each, caller, by_account=self._by_account), caller)
                for each in keys
            ]
            joined = self._joined(tables)
            self.is_met = self.is_met or bool(joined)
            for masks, path in joined.items():
                fault = self._fault(judge, masks)
                if fault:
                    request = _request(path, (named, *keys), caller, linked=linked)
                    yield Found(fault, request, self._rules.deciding(*masks))
        check_parts((named, *keys))

    def _actions(self, *, future: bool) -> Table:
        dimension = Dimension(ACTION, self._bits)
        dividing = dict.fromkeys(
            (tuple(each for each in patterns if speaks_of(each, self._services)), negated)
            for patterns, negated in dimension.contents
        )
        contents = [
            (patterns, listed(patterns), negated, bits)
            for (patterns, negated), bits in dimension.contents.items()
        ]
        found: Table = {}
        for each in action_classes(list(dividing), future=future):
            bits = dimension.free
            for patterns, known, negated, passing in contents:
                bits |= passing if each.within(patterns, known) != negated else 0
            if bits & self._within:
                found.setdefault((bits, bits), (each,))
        return found

    def _linked(
        self, actions: Table, dimension: Dimension, caller: Caller, reading: Reading
    ) -> Table:
        """Pair actions with resources that they can act on, as AWS's list says."""
        live = reduce(or_, (each.bits for (each,) in actions.values()), 0)
        arns = list(resources_of_today(live, dimension, reading, caller))
        spoken = spoken_of(dimension)
        found: Table = {}
        for (must, may), (each,) in actions.items():
            elsewhere = () if "" in spoken else islice(_elsewhere(each, spoken), 1)
            to_come = () if each.known else self._named(dimension, caller, reading)
            for arn in to_come or (*arns, *elsewhere):
                passes, could = dimension.masks(arn, caller, reading)
                masks = must & passes, may & could
                if masks[1] & self._within and masks not in found and each.acting_on(arn):
                    found[masks] = (each, arn)
        return found

    def _named(self, dimension: Dimension, caller: Caller, reading: Reading) -> tuple[str, ...]:
        """List what an action to come may act on, where a question is of all resources but some."""
        if not self._but_some:
            return ()
        return tuple(each for each in resources(dimension, (reading,), caller) if each != "*")

    def _table(
        self,
        dimension: Dimension,
        values: Iterable[Value],
        caller: Caller,
        reading: Reading = "",
    ) -> Table:
        found: Table = {}
        for value in values:
            masks = dimension.masks(value, caller, reading)
            if masks[1] & self._within:
                found.setdefault(masks, (value,))
        return found

    def _joined(self, tables: Sequence[Table]) -> Table:
        found: Table = {(-1, -1): ()}
        for table in tables:
            following: Table = {}
            for (must, may), path in found.items():
                for (passes, could), values in table.items():
                    if may & could & self._within:
                        following.setdefault((must & passes, may & could), (*path, *values))
            found = following
            if len(found) > MOST_COMBINATIONS:
                raise UndecidedError([f"more than {MOST_COMBINATIONS:,} combinations"])
        return found

    def _fault(self, judge: Judge, masks: Masks) -> str:
        must, may = masks
        scoped = bool(must & self._scopes), bool(may & self._scopes)
        within = bool(must & self._within), bool(may & self._within)
        return judge(self._rules.denied(must, may), scoped, within)


def _elsewhere(actions: ActionClass, spoken: Collection[str]) -> Iterator[str]:
    """Yield ARNs that an action acts on, of services of whose ARNs no policy speaks."""
    for name in actions.names if actions.bits else ():
        for template in known_actions()[name.lower()].templates:
            if template.split(":")[2] not in spoken:
                yield TEMPLATE.sub("x", template)


def _request(
    path: tuple[Any, ...], dimensions: Sequence[Dimension], caller: Caller, *, linked: bool
) -> Request:
    each, arn, *values = path
    named, *keys = dimensions
    action = each.acting_on(arn) or each.names[0]
    acts = (lambda known: each.acting_on(known) is not None) if linked else None
    context: dict[str, Any] = {name: value for name, value in caller.items() if value}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            context[key.name] = shown_for(key, value, caller)
    return Request(action, str(shown_for(named, arn, caller, acts)), context)


def shown_for(
    dimension: Dimension,
    value: Value,
    caller: Caller,
    may_be: Callable[[str], bool] | None = None,
) -> Value:
    """Put a text that people know in the place of a made-up one of the same class."""
    if not isinstance(value, str) or dimension.name in caller:
        return value
    masks = dimension.masks(value, caller)
    for each in familiar(dimension.name, value):
        if dimension.masks(each, caller) == masks and (may_be is None or may_be(each)):
            return each
    return value
