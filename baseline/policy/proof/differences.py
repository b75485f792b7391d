"""Which requests two sets of control policies answer differently: all of them, none sampled.

Both sides stand in one space. For each class of actions, the values of every part of a request
fall into cells that neither side tells apart, and every combination of cells is judged. What only
restates the same decisions is no difference, however it is written. Service-linked roles, which no
control policy binds, are left out. Policies with variables are compared for as many callers as they
tell apart, and a wildcard before a colon is read both ways: where only one of them makes a
difference, AWS does not define whether there is one. It is told all the same if in the other
reading nothing changes only because a statement denies that both sides have: what that one leaves
open was open before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import prod

from baseline.policy.decide import Level
from baseline.policy.parsed import ParsedStatement
from baseline.policy.patterns import action_in, like
from baseline.policy.proof.action_classes import ActionClass, action_classes
from baseline.policy.proof.callers import callers, check_parts
from baseline.policy.proof.cells import Axis, InBoth, Masks, masks_in_both, values_of
from baseline.policy.proof.dimensions import ACTION, READINGS, Dimension, Reading, Value
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.outcomes import CHANGES, Case, Outcome, beside, reduced
from baseline.policy.proof.rules import Layers, Placed, Rules, alive
from baseline.policy.proof.values import Caller
from baseline.policy.refusals import UndecidedError

MOST_COMBINATIONS = 200_000
"""A class of actions with more is not judged; that takes a dozen context keys."""


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
        return any(self._holds_as_read(cases, scope, reading) for reading in READINGS)

    def _holds_as_read(
        self, cases: Collection[Case], scope: ParsedStatement, reading: Reading
    ) -> bool:
        met = [axis.met(scope, reading) for axis in self.axes]
        return all(axis.met(scope, reading) for axis in self.free) and any(
            reading in self.outcomes[case].readings
            and all(cell in cells for cell, cells in zip(case, met, strict=True))
            for case in cases
        )


def differences(
    old: Sequence[Level], new: Sequence[Level], *, of_resources: bool = False
) -> Iterator[Difference]:
    """Compare service control policies by level for all requests of a member account.

    With `of_resources` these are resource control policies instead, and the requests all that
    reach a resource of a member account, whoever makes them. Yields what cannot be judged as
    well, with the reason, and one difference for each kind of caller that the policies' variables
    tell apart.

    Raises:
        UndecidedError: if a policy or its actions hold something unknown.
    """
    space = _Space(old, new, of_resources=of_resources)
    for live, actions in space.groups():
        patterns = tuple(space.patterns(each) for each in actions)
        try:
            for axes, outcomes in space.judged(live):
                if any(each.change in CHANGES for each in outcomes.values()):
                    yield Difference(actions, patterns, *reduced(axes, outcomes))
        except UndecidedError as undecided:
            yield Difference(actions, patterns, undecided="; ".join(map(str, undecided.problems)))


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
        """Yield actions of which the same is said by the same, where the two sides differ in it."""
        dimension = Dimension(ACTION, self._bits)
        found: dict[object, tuple[int, list[ActionClass]]] = {}
        for each in action_classes(list(dimension.contents), future=True):
            live = dimension.masks(each.names[0], {})[1]
            said = [self._said(live, side) for side in range(2)]
            is_free = any(live & side.free for side in self._sides)
            if said[0] != said[1] and not is_free:
                found.setdefault((*said, self._saying(live)), (live, []))[1].append(each)
        yield from ((live, tuple(actions)) for live, actions in found.values())

    def _saying(self, live: int) -> frozenset[str | None]:
        """Name the statements that speak of actions, so that nobody is told of for another."""
        return frozenset(
            each.statement.sid for index, each in enumerate(self._bits) if live >> index & 1
        )

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

    def judged(self, live: int) -> Iterator[tuple[list[Axis], dict[Case, Outcome]]]:
        """Judge every combination of cells, as far as the live statements tell them apart.

        There is one answer for all callers that stand for each other in the policies' variables.
        """
        kept = alive(self._bits, live)
        dimensions = dimensions_of(kept)[1:]
        seen: set[object] = set()
        everyone = callers(dimensions, by_account=not self._of_resources)
        for caller in everyone:
            tables = [(each, self._cells(each, caller)) for each in dimensions]
            said = tuple(frozenset(cells) for _, cells in tables)
            if said not in seen:
                seen.add(said)
                cells_of = (
                    (each, kept, tuple(map(tuple, cells.values()))) for each, cells in tables
                )
                axes = [Axis(*each, caller, self._of_resources) for each in cells_of]
                outcomes = self._outcomes(live, [list(cells) for _, cells in tables])
                yield beside(everyone, axes, outcomes)
        check_parts(dimensions)

    def _outcomes(self, live: int, tables: Sequence[Sequence[InBoth]]) -> dict[Case, Outcome]:
        if prod(map(len, tables)) > MOST_COMBINATIONS:
            raise UndecidedError([f"more than {MOST_COMBINATIONS:,} combinations"])
        masks: dict[Case, InBoth] = {(): ((live, live),) * len(READINGS)}
        for cells in tables:
            masks = {
                (*case, index): tuple(
                    (must & passes, may & could)
                    for (must, may), (passes, could) in zip(before, cell, strict=True)
                )
                for case, before in masks.items()
                for index, cell in enumerate(cells)
            }
        return {case: self._outcome(each) for case, each in masks.items()}

    def _cells(self, dimension: Dimension, caller: Caller) -> dict[InBoth, list[Value]]:
        linked = self._sides[0].linked
        found: dict[InBoth, list[Value]] = {}
        for value in values_of(dimension, caller, of_anybody=self._of_resources):
            masks = masks_in_both(dimension, value, caller)
            if dimension.name != "aws:principalarn" or not masks[0][0] & linked:
                found.setdefault(masks, []).append(value)
        return found

    def _outcome(self, in_both: InBoth) -> Outcome:
        for masks in in_both:
            if masks not in self._verdicts:
                self._verdicts[masks] = self._compared(*masks)
        found = [self._verdicts[masks] for masks in in_both]
        changes = {each.change for each in found}
        if len(changes) == 1 or not changes & CHANGES:
            return found[0]
        if "not defined" not in changes and "still denied" in changes:
            at = 0 if found[0].change in CHANGES else 1
            must_in_other, _ = in_both[1 - at]
            if self._on_both_sides(must_in_other):
                return replace(found[at], readings=(READINGS[at],))
        return Outcome("not defined")

    def _on_both_sides(self, must: int) -> bool:
        """Say whether a denial that certainly matches stands on both sides."""
        first, second = (
            {
                _meaning(placed.statement)
                for index, placed in enumerate(self._bits)
                if must & side.denying >> index & 1
            }
            for side in self._sides
        )
        return not first.isdisjoint(second)

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
