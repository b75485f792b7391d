"""Looks through every combination of values for one that a question forbids.

Combinations with equal masks are one. What the actions in question do not concern is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from baseline.policy.actions import known_actions
from baseline.policy.parsed import ParsedStatement
from baseline.policy.proof.action_classes import ActionClass, action_classes
from baseline.policy.proof.callers import callers, check_parts
from baseline.policy.proof.dimensions import ACTION, Dimension, Reading, Value
from baseline.policy.proof.domains import familiar, may_be_absent
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.rules import Layers, Placed, Rules
from baseline.policy.proof.values import (
    TEMPLATE,
    Caller,
    key_values,
    resources,
    resources_of,
    speaking_of,
)
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request

MOST_COMBINATIONS = 200_000
_BLANK = ParsedStatement(None, "Allow", ("*",), False, ("*",), False, ())

Masks = tuple[int, int]
Judge = Callable[[tuple[bool, bool], tuple[bool, bool], tuple[bool, bool]], str]
"""From whether it is denied, in a scope, and within: each certainly and possibly; to a fault."""


@dataclass(frozen=True)
class Found:
    """A request, and the statements that decided it as (level, Sid)."""

    fault: str
    request: Request
    deciding: tuple[tuple[str, str | None], ...]


class Space:
    """Layers beside scopes, each scope a statement with a bit of its own."""

    def __init__(
        self, layers: Layers, scopes: Sequence[ParsedStatement], within: ParsedStatement
    ) -> None:
        self._bits: list[Placed] = []
        self._rules = Rules(layers, self._bits)
        self._scopes = sum(self._add(each) for each in scopes)
        self._within = self._add(within)
        self._services = _services(within)
        self._by_account = bool(layers.control) or layers.identity is not None

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
        actions: dict[Masks, ActionClass] = {}
        for masks, each in self._actions(future=future):
            actions.setdefault(masks, each)
        live = reduce(or_, (may for _, may in actions), 0)
        bits = [
            each if live >> index & 1 else Placed(each.level, _BLANK)
            for index, each in enumerate(self._bits)
        ]
        _, named, *keys = dimensions_of(bits)
        for caller in callers((named, *keys), by_account=self._by_account):
            tables: list[Mapping[Masks, object]] = [actions]
            if linked:
                tables = [_linked(actions, named, caller, reading, self._within)]
            else:
                arns = dict.fromkeys(resources(named, (reading,), caller))
                tables.append(self._table(named, arns, caller, reading))
            tables += [self._table(each, self._values(each, caller), caller) for each in keys]
            for masks, path in self._joined(tables).items():
                fault = self._fault(judge, masks)
                if fault:
                    request = _request(path, (named, *keys), caller, linked=linked)
                    yield Found(fault, request, self._rules.deciding(*masks))
        check_parts((named, *keys))

    def _values(self, dimension: Dimension, caller: Caller) -> Iterable[Value]:
        if dimension.name in caller:
            return (caller[dimension.name],)
        absent = may_be_absent(dimension.name, by_account=self._by_account)
        return (*((None,) if absent else ()), *key_values(dimension, caller))

    def _actions(self, *, future: bool) -> Iterator[tuple[Masks, ActionClass]]:
        dimension = Dimension(ACTION, self._bits)
        contents = list(dimension.contents)
        if self._services:
            contents = [
                (tuple(each for each in patterns if _speaks(each, self._services)), negated)
                for patterns, negated in contents
            ]
        for each in action_classes(list(dict.fromkeys(contents)), future=future):
            masks = dimension.masks(each.names[0], {})
            if masks[1] & self._within:
                yield masks, each

    def _table(
        self,
        dimension: Dimension,
        values: Iterable[Value],
        caller: Caller,
        reading: Reading = "",
    ) -> dict[Masks, object]:
        found: dict[Masks, object] = {}
        for value in values:
            masks = dimension.masks(value, caller, reading)
            if masks[1] & self._within:
                found.setdefault(masks, value)
        return found

    def _joined(self, tables: Sequence[Mapping[Masks, object]]) -> dict[Masks, tuple[object, ...]]:
        found: dict[Masks, tuple[object, ...]] = {(-1, -1): ()}
        for table in tables:
            following: dict[Masks, tuple[object, ...]] = {}
            for (must, may), path in found.items():
                for (passes, could), value in table.items():
                    if may & could & self._within:
                        following.setdefault((must & passes, may & could), (*path, value))
            found = following
            if len(found) > MOST_COMBINATIONS:
                raise UndecidedError([f"more than {MOST_COMBINATIONS:,} combinations"])
        return found

    def _fault(self, judge: Judge, masks: Masks) -> str:
        must, may = masks
        scoped = bool(must & self._scopes), bool(may & self._scopes)
        within = bool(must & self._within), bool(may & self._within)
        return judge(self._rules.denied(must, may), scoped, within)


def _services(within: ParsedStatement) -> frozenset[str]:
    """List the services of a scope's actions; none if it may be any."""
    if within.not_actions or "*" in within.actions:
        return frozenset()
    return frozenset(each.partition(":")[0].lower() for each in within.actions)


def _speaks(pattern: str, services: frozenset[str]) -> bool:
    return pattern == "*" or pattern.partition(":")[0] in services


def _linked(
    actions: Mapping[Masks, ActionClass],
    dimension: Dimension,
    caller: Caller,
    reading: Reading,
    within: int,
) -> dict[Masks, object]:
    """Pair actions with resources that they can act on, as AWS's list says."""
    arns = dict.fromkeys(resources_of(_types(actions), dimension, reading, caller))
    masks_of = {arn: dimension.masks(arn, caller, reading) for arn in arns}
    found: dict[Masks, object] = {}
    for (must, may), each in actions.items():
        elsewhere = dict.fromkeys(_elsewhere(each, dimension))
        of_others = {arn: dimension.masks(arn, caller, reading) for arn in list(elsewhere)[:1]}
        for arn, (passes, could) in {**masks_of, **of_others}.items():
            masks = must & passes, may & could
            if masks[1] & within and masks not in found:
                action = next((name for name in each.names if _acts(name, arn)), None)
                if action is not None:
                    found[masks] = (action, arn)
    return found


def _types(actions: Mapping[Masks, ActionClass]) -> frozenset[str]:
    known = known_actions()
    names = (name.lower() for each in actions.values() for name in each.names)
    return frozenset(
        template for name in names if name in known for template in known[name].templates
    )


def _elsewhere(actions: ActionClass, dimension: Dimension) -> Iterator[str]:
    """Yield an ARN that an action acts on, of a service of whose ARNs no policy speaks."""
    for name in actions.names:
        action = known_actions().get(name.lower())
        for template in action.templates if action else ():
            if not speaking_of(dimension, template.split(":")[2]):
                yield TEMPLATE.sub("x", template)
                return


def _acts(name: str, arn: str) -> bool:
    action = known_actions().get(name.lower())
    if action is None:
        return True
    return not action.templates if arn == "*" else action.acts_on(arn)


def _request(
    path: Sequence[object], dimensions: Sequence[Dimension], caller: Caller, *, linked: bool
) -> Request:
    if linked:
        pair, *values = path
        action, resource = pair  # type: ignore[misc]
    else:
        each, resource, *values = path
        names = each.names  # type: ignore[attr-defined]
        action = next((name for name in names if _acts(name, str(resource))), names[0])
    named, *keys = dimensions
    arn = known(named, str(resource), caller, str(action) if linked else "")
    context: dict[str, object] = {name: value for name, value in caller.items() if value}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            context[key.name] = known(key, value, caller)  # type: ignore[arg-type]
    return Request(str(action), str(arn), context)  # type: ignore[arg-type]


def known(dimension: Dimension, value: Value, caller: Caller, action: str = "") -> Value:
    """Put a text that people know in the place of a made-up one of the same class.

    With `action` it is one that this acts on.
    """
    if not isinstance(value, str) or dimension.name in caller:
        return value
    masks = dimension.masks(value, caller)
    for each in familiar(dimension.name, value):
        if dimension.masks(each, caller) == masks and (not action or _acts(action, each)):
            return each
    return value
