"""Which requests two sets of control policies answer differently: all of them, none sampled.

Both sides stand in one space. For each class of actions, the values of every part of a request
fall into cells that neither side tells apart, and every combination of cells is judged. What only
restates the same decisions is no difference, however it is written. Service-linked roles, which no
control policy binds, are left out. Wildcards are read part by part, as ARNs that there are do not
differ in the other reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import prod
from typing import Literal

from baseline.policy.decide import FREE_OF_RESOURCE_CONTROL, Level
from baseline.policy.parsed import ParsedStatement
from baseline.policy.patterns import action_in, like
from baseline.policy.proof.action_classes import ActionClass, action_classes
from baseline.policy.proof.cells import CALLER, Axis, Masks, values_of
from baseline.policy.proof.dimensions import ACTION, Dimension, Value
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.rules import Layers, Placed, Rules
from baseline.policy.refusals import UndecidedError

MOST_COMBINATIONS = 200_000
"""A class of actions with more is not judged; that takes a dozen context keys."""

Case = tuple[int, ...]
"""A cell of each axis."""
_BLANK = ParsedStatement(None, "Allow", ("*",), False, ("*",), False, ())


@dataclass(frozen=True)
class Outcome:
    """What becomes of a combination, and the statements that deny it, as (level, Sid)."""

    change: Literal["newly denied", "newly allowed", "still denied", "not denied", "not defined"]
    deciding: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class Difference:
    """Actions for which the same combinations change; every combination has its outcome.

    What nothing depends on is no axis, but in `free`. `patterns` are those of the policies that
    match each of the actions. `undecided` says why there is no answer for these actions.
    """

    actions: tuple[ActionClass, ...]
    patterns: tuple[tuple[str, ...], ...]
    axes: tuple[Axis, ...] = ()
    free: tuple[Axis, ...] = ()
    outcomes: Mapping[Case, Outcome] = field(default_factory=dict)
    undecided: str = ""

    def holds(self, cases: Collection[Case], names: frozenset[str], scope: ParsedStatement) -> bool:
        """Say whether one of the combinations, for one of the named actions, lies in a scope."""
        if names.isdisjoint(_known_in(scope.actions, scope.not_actions)):
            return False
        met = [axis.met(scope) for axis in self.axes]
        return all(axis.met(scope) for axis in self.free) and any(
            all(cell in cells for cell, cells in zip(case, met, strict=True)) for case in cases
        )


def differences(
    old: Sequence[Level], new: Sequence[Level], *, of_resources: bool = False
) -> Iterator[Difference]:
    """Compare service control policies by level for all requests of a member account.

    With `of_resources` these are resource control policies instead, and the requests all that
    reach a resource of a member account, whoever makes them. Yields what cannot be judged as
    well, with the reason.

    Raises:
        UndecidedError: if a policy or its actions hold something unknown.
    """
    space = _Space(old, new, of_resources=of_resources)
    for live, actions in space.groups():
        patterns = tuple(space.patterns(each) for each in actions)
        try:
            axes, outcomes = space.judged(live)
        except UndecidedError as undecided:
            yield Difference(actions, patterns, undecided="; ".join(map(str, undecided.problems)))
            continue
        if any(each.change not in ("still denied", "not denied") for each in outcomes.values()):
            yield Difference(actions, patterns, *_reduced(axes, outcomes))


class _Space:
    """Both sides in one list of statements, a bit each."""

    def __init__(self, old: Sequence[Level], new: Sequence[Level], *, of_resources: bool) -> None:
        self._bits: list[Placed] = []
        self._of_resources = of_resources
        self._sides = [
            Rules(Layers(resource=each) if of_resources else Layers(each), self._bits)
            for each in (old, new)
        ]
        self._statements = [
            [each.resource_statements if of_resources else each.statements for each in levels]
            for levels in (old, new)
        ]
        self._verdicts: dict[Masks, Outcome] = {}

    def patterns(self, actions: ActionClass) -> tuple[str, ...]:
        """List the patterns that match actions, in lower case; the one for all left out."""
        every = Dimension(ACTION, self._bits).patterns()
        return tuple(each for each in every if each != "*" and like(each, actions.names[0].lower()))

    def groups(self) -> Iterator[tuple[int, tuple[ActionClass, ...]]]:
        """Yield actions of which the same is said, where the two sides differ in it."""
        dimension = Dimension(ACTION, self._bits)
        found: dict[object, tuple[int, list[ActionClass]]] = {}
        for each in action_classes(list(dimension.contents), future=True):
            live = dimension.masks(each.names[0], {})[1]
            bound = _bound_by_resource_control(each) if self._of_resources else each
            said = [self._said(live, side) for side in range(2)]
            if bound is not None and said[0] != said[1]:
                found.setdefault(tuple(said), (live, []))[1].append(bound)
        yield from ((live, tuple(actions)) for live, actions in found.values())

    def _said(self, live: int, side: int) -> object:
        """Collect what one side says, whoever says it, and however often."""
        first = self._sides[0].linked.bit_length() if side else 0
        denies: set[object] = set()
        allows: set[object] = set()
        for statements in self._statements[side]:
            own: set[object] = set()
            for index, each in enumerate(statements, first):
                if live >> index & 1:
                    (denies if each.effect == "Deny" else own).add(_meaning(each))
            first += len(statements)
            allows.add(frozenset(own))
        return frozenset(denies), frozenset(allows)

    def judged(self, live: int) -> tuple[list[Axis], dict[Case, Outcome]]:
        """Judge every combination of cells, as far as the live statements tell them apart."""
        kept = tuple(
            each if live >> index & 1 else Placed(each.level, _BLANK)
            for index, each in enumerate(self._bits)
        )
        dimensions = dimensions_of(kept)[1:]
        if self._of_resources and any(each.variables for each in dimensions):
            raise UndecidedError(["variables, which are not compared where anybody may call"])
        tables = [(each, self._cells(each)) for each in dimensions]
        if prod(len(cells) for _, cells in tables) > MOST_COMBINATIONS:
            raise UndecidedError([f"more than {MOST_COMBINATIONS:,} combinations"])
        masks: dict[Case, Masks] = {(): (live, live)}
        for _, cells in tables:
            masks = {
                (*case, index): (must & passes, may & could)
                for case, (must, may) in masks.items()
                for index, (passes, could) in enumerate(cells)
            }
        outcomes = {case: self._outcome(each) for case, each in masks.items()}
        axes = [
            Axis(each, kept, tuple(map(tuple, cells.values())), self._of_resources)
            for each, cells in tables
        ]
        return axes, outcomes

    def _cells(self, dimension: Dimension) -> dict[Masks, list[Value]]:
        linked = self._sides[0].linked
        found: dict[Masks, list[Value]] = {}
        for value in values_of(dimension, of_anybody=self._of_resources):
            masks = dimension.masks(value, CALLER, "by part")
            if dimension.name != "aws:principalarn" or not masks[0] & linked:
                found.setdefault(masks, []).append(value)
        return found

    def _outcome(self, masks: Masks) -> Outcome:
        if masks not in self._verdicts:
            self._verdicts[masks] = self._compared(*masks)
        return self._verdicts[masks]

    def _compared(self, must: int, may: int) -> Outcome:
        was, now = (each.denied(must, may) for each in self._sides)
        if was[0] and now[0]:
            return Outcome("still denied")
        if not was[1] and not now[1]:
            return Outcome("not denied")
        if was[0] != was[1] or now[0] != now[1]:
            return Outcome("not defined")
        if now[0]:
            return Outcome("newly denied", self._sides[1].deciding(must, may))
        return Outcome("newly allowed", self._sides[0].deciding(must, may))


def _bound_by_resource_control(actions: ActionClass) -> ActionClass | None:
    """Leave out the action that no resource control policy binds; none if none is left."""
    names = tuple(each for each in actions.names if each.lower() != FREE_OF_RESOURCE_CONTROL)
    return replace(actions, names=names) if names else None


@lru_cache(maxsize=1_024)
def _known_in(patterns: tuple[str, ...], negated: bool) -> frozenset[str]:
    """Collect the known actions that patterns match, or all others."""
    lowered = tuple(each.lower() for each in patterns)
    return frozenset(
        name
        for each in action_classes([(lowered, negated)], future=False)
        if action_in(lowered, each.names[0]) != negated
        for name in each.names
    )


def _meaning(statement: ParsedStatement) -> object:
    """Write what a statement asks of an action's request, in no order."""
    tests = frozenset(
        replace(each, values=tuple(sorted(set(each.values)))) for each in statement.tests
    )
    return frozenset(statement.resources), statement.not_resources, tests


def _reduced(
    axes: Sequence[Axis], outcomes: Mapping[Case, Outcome]
) -> tuple[tuple[Axis, ...], tuple[Axis, ...], dict[Case, Outcome]]:
    """Join cells that make no difference, and set apart the axes that make none at all."""
    kept: list[Axis] = []
    free: list[Axis] = []
    found = dict(outcomes)
    at = 0
    for axis in axes:
        columns: dict[int, list[tuple[Case, Outcome]]] = {}
        for case, outcome in found.items():
            columns.setdefault(case[at], []).append(((*case[:at], *case[at + 1 :]), outcome))
        alike: dict[frozenset[tuple[Case, Outcome]], list[int]] = {}
        for cell, column in columns.items():
            alike.setdefault(frozenset(column), []).append(cell)
        if len(alike) == 1:
            found = dict(columns[0])
            free.append(axis)
            continue
        joined = [tuple(v for cell in cells for v in axis.cells[cell]) for cells in alike.values()]
        kept.append(replace(axis, cells=tuple(joined)))
        found = {
            (*rest[:at], index, *rest[at:]): outcome
            for index, column in enumerate(alike)
            for rest, outcome in column
        }
        at += 1
    return tuple(kept), tuple(free), found
