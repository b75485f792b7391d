"""A set of combinations, told as few products of choices as come easily."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

Combination = tuple[int, ...]
Box = tuple[frozenset[int], ...]
"""The choices in each dimension, all of whose combinations are meant."""


def boxes(combinations: Iterable[Combination]) -> list[Box]:
    """Write combinations as products, none of which overlap; choices that do not matter join."""
    found = frozenset(combinations)
    if not found:
        return []
    sides = tuple(map(frozenset, zip(*found, strict=True)))
    if prod(map(len, sides)) == len(found):
        return [sides]
    return min((_split(found, dimension, sides) for dimension in range(len(sides))), key=len)


def _split(
    found: frozenset[Combination], dimension: int, sides: Sequence[frozenset[int]]
) -> list[Box]:
    """Divide by one dimension, where there is anything to divide; equal rests stay together."""
    if len(sides[dimension]) == 1:
        return [tuple(map(frozenset, zip(one, strict=True))) for one in found]
    by_rest: dict[frozenset[Combination], set[int]] = {}
    for choice in sides[dimension]:
        rest = frozenset(_without(one, dimension) for one in found if one[dimension] == choice)
        by_rest.setdefault(rest, set()).add(choice)
    return [
        (*box[:dimension], frozenset(choices), *box[dimension:])
        for rest, choices in by_rest.items()
        for box in boxes(rest)
    ]


def _without(one: Combination, dimension: int) -> Combination:
    return one[:dimension] + one[dimension + 1 :]
