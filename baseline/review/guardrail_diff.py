"""What a change of guardrails does: for whom which actions turn from allowed to denied, and back.

Requests are made up from what the statements of both sides tell apart, so a change that decides
nothing differently is not found to be one, however different the statements read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from baseline.policy.request import Request
from baseline.review.action_classes import ActionClass, action_classes
from baseline.review.callers import Caller, callers_of, known_callers
from baseline.review.guarded import ROOT, Guarded, Place
from baseline.review.judgement import MOST_CASES, Judge, Standing, called, standing_at
from baseline.review.projection import Case, Row, Told, told_as_rows
from baseline.review.witnesses import Choices, keys_of, regions_of

_MOST_EXCEPTED = 3
"""A longer list of exceptions is not read; then those whom it is about are listed."""


@dataclass(frozen=True)
class GuardrailChange:
    """Actions that are answered differently, all in the same way.

    `denied` says which way: from allowed to denied, or back. `who` is in words. `on` holds
    resource patterns, the empty text among them for any other resource; `regions` and `keys` say
    what else it hangs on. Each is empty where it hangs on nothing of the kind.
    """

    denied: bool
    guardrail: str
    who: str
    actions: tuple[str, ...]
    on: tuple[str, ...] = ()
    regions: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceChanges:
    """The changes that the places of these paths share, and what could not be judged there."""

    paths: tuple[str, ...]
    changes: tuple[GuardrailChange, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Dimensions:
    """What the requests of a class of actions are made up from."""

    callers: Sequence[Caller]
    resources: Sequence[tuple[str | None, str]]
    regions: Choices
    keys: Sequence[Choices]

    @property
    def sizes(self) -> tuple[int, ...]:
        choices = (self.regions, *self.keys)
        return len(self.callers), len(self.resources), *(len(each.choices) for each in choices)

    def request(self, action: str, case: Case) -> Request:
        caller, resource, region, *keys = case
        context = self.callers[caller].context() | self.regions.context(region)
        for choices, index in zip(self.keys, keys, strict=True):
            context |= choices.context(index)
        return Request(action, self.resources[resource][1], context)


def compare(old: Guarded, new: Guarded) -> list[PlaceChanges]:
    """Compare the guardrails of every place; places with the same changes come together."""
    judged: dict[tuple[frozenset[str], frozenset[str]], PlaceChanges] = {}
    told: dict[PlaceChanges, list[str]] = {}
    for path, before, after in _pairs(old, new):
        was, now = standing_at(old, before), standing_at(new, after)
        key = frozenset(each.text for each in was), frozenset(each.text for each in now)
        if key not in judged:
            judged[key] = _changes(was, now, new)
        if judged[key].changes or judged[key].unknown:
            told.setdefault(judged[key], []).append(path)
    return [replace(each, paths=tuple(paths)) for each, paths in told.items()]


def compared(old: Guarded, new: Guarded) -> list[str]:
    """List the paths of all that is compared."""
    return [path for path, _, _ in _pairs(old, new)]


def unjudged(old: Guarded, new: Guarded) -> list[str]:
    """Name the policies of other types than service control policies that differ."""
    return sorted(
        f"`{name}` on {target}"
        for target, name in old.others.keys() | new.others.keys()
        if old.others.get((target, name)) != new.others.get((target, name))
    )


def _pairs(old: Guarded, new: Guarded) -> Iterator[tuple[str, Place, Place]]:
    """Pair places by their keys; one that is on one side only, with what stands above it.

    A unit that leaves the configuration stays in AWS and loses its policies.
    """
    before, after = ({each.key: each for each in side.places} for side in (old, new))
    for place in new.places:
        above = next((key for key in reversed(place.chain) if key in before), ROOT)
        yield place.path, before[above], place
    for place in old.places:
        if place.key not in after:
            above = next((key for key in reversed(place.chain) if key in after), ROOT)
            yield f"{place.path} (no longer managed)", place, after[above]


def _changes(before: Sequence[Standing], after: Sequence[Standing], new: Guarded) -> PlaceChanges:
    texts = [{each.text for each in side} for side in (before, after)]
    statements = {each.text: each.statement for each in (*before, *after)}
    names, every = list(statements), list(statements.values())
    changed = frozenset(
        index for index, text in enumerate(names) if (text in texts[0]) != (text in texts[1])
    )
    callers = callers_of(every, known_callers(new.prefix, new.partition, new.home_region))
    found: dict[GuardrailChange, list[str]] = {}
    unknown: set[str] = set()
    for each in action_classes(every, changed) if changed else ():
        speaking = [every[index] for index in each.statements]
        dimensions = _Dimensions(
            callers, each.resources, regions_of(speaking, new.home_region), keys_of(speaking)
        )
        if prod(dimensions.sizes) > MOST_CASES:
            unknown.add(f"{each.names[0]}: too many context keys decide it")
            continue
        spoken = {names[index] for index in each.statements}
        for change in _in_class(
            each, dimensions, Judge(before, spoken), Judge(after, spoken), unknown
        ):
            found.setdefault(change, []).extend(each.names)
    changes = (replace(each, actions=tuple(sorted(set(a)))) for each, a in found.items())
    return PlaceChanges((), tuple(sorted(changes, key=_order)), tuple(sorted(unknown)))


def _order(change: GuardrailChange) -> tuple[object, ...]:
    """Put first what is no longer denied: nobody complains of that, so only a reader sees it."""
    return (change.denied, change.guardrail, change.who, change.on, change.regions, change.keys)


def _in_class(
    actions: ActionClass, dimensions: _Dimensions, before: Judge, after: Judge, unknown: set[str]
) -> Iterator[GuardrailChange]:
    changed: dict[tuple[bool, str], list[Case]] = {}
    denied_on: list[Case] = []
    for case in product(*map(range, dimensions.sizes)):
        request = dimensions.request(actions.names[0], case)
        was, now = before.answer(request), after.answer(request)
        told = {answer.unknown for answer in (was, now) if answer.unknown}
        unknown |= {f"{actions.names[0]}: {each}" for each in told}
        if was.denied and now.denied:
            denied_on.append(case)
        elif not told and was.denied != now.denied:
            by = called(now.sid if now.denied else was.sid)
            changed.setdefault((now.denied, by), []).append(case)
    for (denied, guardrail), cases in changed.items():
        for row in told_as_rows(cases, denied_on, dimensions.sizes):
            yield _told(denied, guardrail, row, dimensions)


def _told(denied: bool, guardrail: str, row: Row, dimensions: _Dimensions) -> GuardrailChange:
    who, on, regions, *keys = row
    patterns = [pattern or "" for pattern, _ in dimensions.resources]
    return GuardrailChange(
        denied=denied,
        guardrail=guardrail,
        who=_who(who, dimensions.callers),
        actions=(),
        on=() if on.is_all else tuple(sorted({patterns[index] for index in on.really})),
        regions="" if regions.is_all else dimensions.regions.told(regions.really),
        keys=tuple(
            f"{choices.key} is {choices.told(told.really)}"
            for choices, told in zip(dimensions.keys, keys, strict=True)
            if not told.is_all
        ),
    )


def _who(told: Told, callers: Sequence[Caller]) -> str:
    if told.is_all:
        return "everybody"
    if told.not_among and len(told.really) > _MOST_EXCEPTED >= len(told.not_among):
        return f"everybody but {_listed(told.not_among, callers)}"
    return _listed(told.really, callers)


def _listed(indexes: frozenset[int], callers: Sequence[Caller]) -> str:
    names = [callers[index].told for index in sorted(indexes)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
