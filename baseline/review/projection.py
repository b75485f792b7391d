"""Many cases told as few: dimensions on which nothing depends are dropped.

A case is a tuple with one value of each dimension. Values of one dimension whose cases are alike
in all others are told together, and a dimension is dropped where all its values are. Cases that
do not matter either way may be counted in to make that so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

Case = tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """The values of one dimension, and those that it is not about; other values do not matter.

    `really` are the values that have a case; the others among them are counted in.
    """

    among: frozenset[int]
    not_among: frozenset[int]
    really: frozenset[int] = frozenset()

    @property
    def is_all(self) -> bool:
        """Whether nothing depends on the dimension, and most of its values have a case."""
        return not self.not_among and 2 * len(self.really) >= len(self.among)


Row = tuple[Told, ...]
"""What is told of each dimension; together the cases of their product."""


def told_as_rows(
    cases: Collection[Case], indifferent: Collection[Case], sizes: Sequence[int]
) -> list[Row]:
    """Return rows that together hold the cases, those that hang on fewest dimensions first."""
    left, covered = set(cases), set(indifferent)
    rows: list[Row] = []
    while left:
        row = max(_projected(left, covered, sizes), key=_simplicity)
        held = set(product(*(sorted(each.among) for each in row)))
        rows.append(_with_real_values(row, left & held))
        left -= held
        covered |= held
    return rows


def _with_real_values(row: Row, cases: Collection[Case]) -> Row:
    values = zip(*cases, strict=True)
    return tuple(
        replace(each, really=frozenset(found)) for each, found in zip(row, values, strict=True)
    )


def _simplicity(row: Row) -> tuple[int, int]:
    return sum(not each.not_among for each in row), prod(len(each.among) for each in row)


def _projected(
    cases: Collection[Case], indifferent: Collection[Case], sizes: Sequence[int]
) -> list[Row]:
    """Return the cases as products of values, in a stable order."""
    covered = set(cases) | set(indifferent)
    rows: dict[Case, set[Row]] = {case: {()} for case in cases}
    for size in reversed(sizes):
        groups: dict[tuple[Case, Row], set[int]] = {}
        for case, tails in rows.items():
            for tail in tails:
                groups.setdefault((case[:-1], tail), set()).add(case[-1])
        rows = {}
        for (head, tail), found in groups.items():
            told = _told(found, head, tail, size, covered)
            rows.setdefault(head, set()).add((told, *tail))
    return sorted(rows.get((), ()), key=_order)


def _told(found: set[int], head: Case, tail: Row, size: int, covered: set[Case]) -> Told:
    after = list(product(*(sorted(each.among) for each in tail)))
    not_among = {
        value
        for value in set(range(size)) - found
        if any((*head, value, *rest) not in covered for rest in after)
    }
    return Told(frozenset(found if not_among else range(size)), frozenset(not_among))


def _order(row: Row) -> list[list[int]]:
    return [sorted(each.among) for each in row]
