"""Values that policies do not tell apart, in cells, and the patterns that say which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from baseline.policy.conditions import holds
from baseline.policy.operators import Quantifier
from baseline.policy.parsed import ParsedStatement, Test
from baseline.policy.patterns import filled, like_by_part
from baseline.policy.proof.automaton import classes, glob
from baseline.policy.proof.dimensions import READINGS, RESOURCE, Dimension, Reading, Value
from baseline.policy.proof.domains import of_template, usual_arns_of
from baseline.policy.proof.rules import Placed
from baseline.policy.proof.values import TEMPLATE, Caller, key_values, resources
from baseline.policy.request import Request
from baseline.policy.syntax import ARN_PARTS, VARIABLE, tokens

Masks = tuple[int, int]
InBoth = tuple[Masks, ...]
"""Masks in each of the two readings of a wildcard before a colon."""
_OPEN = re.compile(r"[*?$]")
ABSENT = "absent"
"""Stands for a key that the request is without."""


@dataclass(frozen=True)
class Axis:
    """A part of requests that a change depends on, in cells of values that are alike.

    `caller` holds the values of the policies' variables. With `of_anybody` the caller may be
    whoever there is, as resource control policies see it.
    """

    dimension: Dimension
    placed: tuple[Placed, ...]
    cells: tuple[tuple[Value, ...], ...]
    caller: Caller = field(default_factory=dict)
    of_anybody: bool = False

    def matched(self, cell: int) -> list[frozenset[str]]:
        """List the sets of patterns that values of a cell match; `ABSENT` is one as well."""
        return list(
            dict.fromkeys(
                _matched(self.dimension, value, self.caller) for value in self.cells[cell]
            )
        )

    def met(self, scope: ParsedStatement, reading: Reading) -> frozenset[int]:
        """List the cells that hold a value that a scope allows, wildcards read in one way."""
        alone = Dimension(self.dimension.name, [Placed("", scope)])
        both = Dimension(self.dimension.name, [*self.placed, Placed("", scope)])
        cells = {
            masks_in_both(self.dimension, value, self.caller): index
            for index, cell in enumerate(self.cells)
            for value in cell
        }
        found = (
            cells.get(masks_in_both(self.dimension, value, self.caller))
            for value in values_of(both, self.caller, of_anybody=self.of_anybody)
            if alone.masks(value, self.caller, reading)[1]
        )
        return frozenset(each for each in found if each is not None)


def masks_in_both(dimension: Dimension, value: Value, caller: Caller) -> InBoth:
    """Look up the masks of a value in both readings."""
    return tuple(dimension.masks(value, caller, reading) for reading in READINGS)


def values_of(dimension: Dimension, caller: Caller, *, of_anybody: bool) -> Iterator[Value]:
    """Yield one value, or more, for each set of tests that a value can pass.

    The caller is one of a member account, or with `of_anybody` any, AWS services among them.
    """
    if dimension.name == RESOURCE:
        yield from resources(dimension, READINGS, caller, usual_arns_of)
    else:
        yield from key_values(dimension, caller, by_account=not of_anybody)


def _matched(dimension: Dimension, value: Value, caller: Caller) -> frozenset[str]:
    if value is None:
        return frozenset({ABSENT})
    context = {key: known for key, known in caller.items() if known is not None}
    if dimension.name == RESOURCE:
        request = Request("any:Action", str(value), context)
        return frozenset(
            each
            for each in dimension.patterns()
            if (known := filled(each, request)) and like_by_part(known, str(value))
        )
    request = Request("any:Action", "*", {**context, dimension.name: value})
    return frozenset(
        each
        for test in dimension.tests()
        if test.operator != "Null"
        for each in test.values
        if holds(_one(test, each, value), request) is True
    )


def _one(test: Test, pattern: str, value: Value) -> Test:
    quantifier: Quantifier = "ForAnyValue" if isinstance(value, tuple) else ""
    return replace(test, values=(pattern,), negated=False, if_exists=False, quantifier=quantifier)


@cache
def meets(pattern: str, template: str, *, as_today: bool = False) -> bool:
    """Say whether a published ARN, with names in it, can match a pattern of a policy.

    The names are any text, or with `as_today` no wider than AWS makes them.
    """
    known = VARIABLE.sub("x", pattern)
    if not all(map(_begin_alike, *(each.split(":", ARN_PARTS - 1) for each in (known, template)))):
        return False
    wide = glob(tokens(TEMPLATE.sub("?*", template)), by_part=True)
    domain = (of_template(template) if as_today else wide,)
    found = classes((glob(tokens(known), by_part=True),), domain)
    return any(like_by_part(known, each) for each in found)


def _begin_alike(one: str, other: str) -> bool:
    """Say whether two parts of ARNs may be one text, by what stands before what is open in each."""
    heads = [_OPEN.split(each, maxsplit=1)[0] for each in (one, other)]
    return heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])
