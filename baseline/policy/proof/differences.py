"""What two sets of policies decide differently: all of it, grouped so that a person can read it.

Both stand in one space, so whatever is decided alike is no difference, however it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import prod
from operator import and_
from typing import Literal

from baseline.policy.proof.action_classes import ActionClass, action_classes
from baseline.policy.proof.boxes import Combination, boxes
from baseline.policy.proof.callers import callers
from baseline.policy.proof.dimensions import RESOURCE, Dimension, Reading, Value
from baseline.policy.proof.domains import may_be_absent
from baseline.policy.proof.labels import Told, label
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.rules import Layers, Placed, Rules
from baseline.policy.proof.search import known
from baseline.policy.proof.values import Caller, key_values, resources
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request

MOST_COMBINATIONS = 200_000
Answer = Literal["denied", "not denied", "unknown"]
When = tuple[Told, ...]
Choice = tuple[tuple[int, int], list[Value]]
"""Masks, and the values that have them."""


@dataclass(frozen=True)
class Change:
    """Actions that are answered differently, all alike.

    `when` says for which values; dimensions on which the change does not depend are left out.
    `tomorrow` are made-up names that stand for actions that AWS may add.
    """

    was: Answer
    now: Answer
    when: When
    actions: tuple[str, ...]
    tomorrow: tuple[str, ...]
    example: Request


_HANGING = Told("wildcard before a colon", among=True, patterns=("if AWS reads it so",))
"""Stands beside a change that is one in one of AWS's two readings only."""


def differences(old: Layers, new: Layers) -> list[Change]:
    """List every difference, those with the most actions first; none if both decide alike.

    Raises:
        UndecidedError: if a policy holds something unknown, or there are too many combinations.
    """
    space = _Both(old, new)
    found: dict[tuple[Answer, Answer, When], list[tuple[ActionClass, Request]]] = {}
    for each, masks in space.actions():
        for (was, now, when), example in space.changes(each.names[0], masks):
            found.setdefault((was, now, when), []).append((each, example))
    changes = [_change(*key, classes) for key, classes in found.items()]
    return sorted(changes, key=lambda each: (-len(each.actions), each.actions, each.when))


def _change(
    was: Answer, now: Answer, when: When, classes: Sequence[tuple[ActionClass, Request]]
) -> Change:
    today = sorted({name for each, _ in classes if each.known for name in each.names})
    later = sorted({name for each, _ in classes if not each.known for name in each.names})
    shown = next((example for each, example in classes if each.known), classes[0][1])
    return Change(was, now, when, tuple(today), tuple(later), shown)


class _Both:
    """The statements of both sides, with what each value says about them."""

    def __init__(self, old: Layers, new: Layers) -> None:
        bits: list[Placed] = []
        self._sides = Rules(old, bits), Rules(new, bits)
        self._action, *self._others = dimensions_of(bits)
        by_account = any(each.control or each.identity is not None for each in (old, new))
        self._ambiguous: set[str] = set()
        self._callers = list(callers(self._others, by_account=by_account))
        self._choices = [
            [self._choices_of(each, caller, by_account) for each in self._others]
            for caller in self._callers
        ]

    def actions(self) -> Iterator[tuple[ActionClass, tuple[int, int]]]:
        """Yield classes of actions with their masks."""
        for each in action_classes(list(self._action.contents), future=True):
            yield each, self._action.masks(each.names[0], {})

    def _choices_of(self, dimension: Dimension, caller: Caller, by_account: bool) -> list[Choice]:
        values: list[tuple[Value, Reading]] = []
        if dimension.name == RESOURCE:
            values = list(self._readings_of(dimension, caller))
        elif dimension.name in caller:
            values = [(caller[dimension.name], "")]
        else:
            absent = may_be_absent(dimension.name, by_account=by_account)
            values = [(None, "")] if absent else []
            values += [(value, "") for value in key_values(dimension, caller)]
        return _merged((dimension.masks(value, caller, way), [value]) for value, way in values)

    def _readings_of(self, dimension: Dimension, caller: Caller) -> Iterator[tuple[Value, Reading]]:
        """Yield resources, and last those of which AWS's two readings of a wildcard differ."""
        ways: tuple[Reading, Reading] = ("by part", "across")
        found = [arn for way in ways for arn in resources(dimension, frozenset(), way, caller)]
        for arn in dict.fromkeys(found):
            if len({dimension.masks(arn, caller, way) for way in ways}) == 1:
                yield arn, ways[0]
            else:
                self._ambiguous.add(arn)
        for arn in sorted(self._ambiguous.intersection(found)):
            yield from ((arn, way) for way in ways)

    def changes(
        self, action: str, masks: tuple[int, int]
    ) -> Iterator[tuple[tuple[Answer, Answer, When], Request]]:
        """Yield what changes for an action, with an example of each."""
        found: dict[tuple[Answer, Answer, When], dict[int, Request]] = {}
        for number, caller in enumerate(self._callers):
            choices = [_within(masks[1], each) for each in self._choices[number]]
            if prod(map(len, choices)) > MOST_COMBINATIONS:
                raise UndecidedError([f"{action}: more than {MOST_COMBINATIONS:,} combinations"])
            for (was, now), combinations in self._changed(masks, choices).items():
                for box in boxes(combinations):
                    when = self._told(box, choices, caller)
                    values = [self._first(side, choices[at]) for at, side in enumerate(box)]
                    when += (_HANGING,) if values[0] in self._ambiguous else ()
                    example = self._request(action, values, caller)
                    found.setdefault((was, now, when), {})[number] = example
        for (was, now, when), examples in found.items():
            for number, example in examples.items():
                everybody = len(examples) == len(self._callers)
                whom = () if everybody else _named(self._callers[number])
                yield (was, now, (*when, *whom)), example
                if everybody:
                    break

    def _first(self, side: Iterable[int], choices: Sequence[Choice]) -> Value:
        firsts = [choices[at][1][0] for at in sorted(side)]
        return min(firsts, key=lambda value: value in self._ambiguous)

    def _changed(
        self, masks: tuple[int, int], choices: Sequence[Sequence[Choice]]
    ) -> dict[tuple[Answer, Answer], list[Combination]]:
        found: dict[tuple[Answer, Answer], list[Combination]] = {}
        for combination in product(*(range(len(each)) for each in choices)):
            chosen = [each[at][0] for each, at in zip(choices, combination, strict=True)]
            must = reduce(and_, (each[0] for each in chosen), masks[0])
            may = reduce(and_, (each[1] for each in chosen), masks[1])
            was, now = (_answer(*side.denied(must, may)) for side in self._sides)
            if was != now:
                found.setdefault((was, now), []).append(combination)
        return found

    def _told(
        self, box: Sequence[frozenset[int]], choices: Sequence[Sequence[Choice]], caller: Caller
    ) -> When:
        found = []
        for dimension, side, each in zip(self._others, box, choices, strict=True):
            if len(side) == len(each):
                continue
            meant, rest = (
                {
                    label(dimension, value, caller)
                    for at, (_, values) in enumerate(each)
                    for value in values
                    if (at in side) is among
                }
                for among in (True, False)
            )
            among = not meant & {"other"} or bool(meant & rest)
            found.append(Told(dimension.name, among, tuple(sorted(meant if among else rest))))
        return tuple(found)

    def _request(self, action: str, values: Sequence[Value], caller: Caller) -> Request:
        resource, *others = (
            known(each, value, caller) for each, value in zip(self._others, values, strict=True)
        )
        names = [each.name for each in self._others[1:]]
        context: Mapping[str, Value] = {**caller, **dict(zip(names, others, strict=True))}
        there = {key: value for key, value in context.items() if value is not None}
        return Request(action, str(resource), there)


def _answer(certain: bool, possible: bool) -> Answer:
    return "denied" if certain else "unknown" if possible else "not denied"


def _merged(choices: Iterable[Choice]) -> list[Choice]:
    found: dict[tuple[int, int], list[Value]] = {}
    for masks, values in choices:
        found.setdefault(masks, []).extend(values)
    return list(found.items())


def _within(live: int, choices: Sequence[Choice]) -> list[Choice]:
    return _merged(((must & live, may & live), values) for (must, may), values in choices)


def _named(caller: Caller) -> When:
    return tuple(
        Told(key, True, (value if isinstance(value, str) else "absent",))
        for key, value in caller.items()
    )
