"""Values that policies do not tell apart, in cells, and the patterns that say which they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from baseline.policy.conditions import holds
from baseline.policy.operators import Quantifier
from baseline.policy.parsed import ParsedStatement, Test
from baseline.policy.patterns import like_by_part
from baseline.policy.proof.automaton import classes, glob
from baseline.policy.proof.dimensions import RESOURCE, Dimension, Value
from baseline.policy.proof.domains import may_be_absent
from baseline.policy.proof.rules import Placed
from baseline.policy.proof.values import TEMPLATE, key_values, resources
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from baseline.policy.syntax import VARIABLE, tokens

CALLER = {
    "aws:username": "ann",
    "aws:principalaccount": "111122223333",
    "aws:principalorgid": "o-a",
}
"""What a variable in a pattern is filled with: one caller, since a page tells of patterns."""

Masks = tuple[int, int]
ABSENT = "absent"
"""Stands for a key that the request is without."""


@dataclass(frozen=True)
class Axis:
    """A part of requests that a change depends on, in cells of values that are alike."""

    dimension: Dimension
    placed: tuple[Placed, ...]
    cells: tuple[tuple[Value, ...], ...]

    def matched(self, cell: int) -> list[frozenset[str]]:
        """List the sets of patterns that values of a cell match; `ABSENT` is one as well."""
        return list(dict.fromkeys(_matched(self.dimension, value) for value in self.cells[cell]))

    def met(self, scope: ParsedStatement) -> frozenset[int]:
        """List the cells that hold a value that a scope allows."""
        alone = Dimension(self.dimension.name, [Placed("", scope)])
        both = Dimension(self.dimension.name, [*self.placed, Placed("", scope)])
        cells = {
            self._masks(value): index for index, cell in enumerate(self.cells) for value in cell
        }
        found = (
            cells.get(self._masks(value))
            for value in values_of(both)
            if alone.masks(value, CALLER, "by part")[1]
        )
        return frozenset(each for each in found if each is not None)

    def _masks(self, value: Value) -> Masks:
        return self.dimension.masks(value, CALLER, "by part")


def values_of(dimension: Dimension) -> Iterator[Value]:
    """Yield one value, or more, for each set of tests that a value can pass."""
    if dimension.name == RESOURCE:
        yield from resources(dimension, "by part", CALLER)
    elif dimension.name in ("aws:username", "aws:principalaccount"):
        yield CALLER[dimension.name]
    else:
        if may_be_absent(dimension.name, by_account=True):
            yield None
        yield from key_values(dimension, CALLER)


def _matched(dimension: Dimension, value: Value) -> frozenset[str]:
    if value is None:
        return frozenset({ABSENT})
    if dimension.name == RESOURCE:
        resource = str(value)
        patterns = dimension.patterns()
        return frozenset(each for each in patterns if like_by_part(filled(each), resource))
    request = Request("any:Action", "*", {**CALLER, dimension.name: value})
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


def filled(pattern: str) -> str:
    """Put the caller's values into a pattern.

    Raises:
        UndecidedError: if it holds another variable.
    """
    unknown = [name for name, _ in VARIABLE.findall(pattern) if name.lower() not in CALLER]
    if unknown:
        raise UndecidedError([f"variables that are not compared: {', '.join(unknown)}"])
    return VARIABLE.sub(lambda found: CALLER[found[1].lower()], pattern)


@cache
def meets(pattern: str, template: str) -> bool:
    """Say whether a published ARN, with names in it, can match a pattern of a policy."""
    domain = (glob(tokens(TEMPLATE.sub("?*", template)), by_part=True),)
    found = classes((glob(tokens(filled(pattern)), by_part=True),), domain)
    return any(like_by_part(filled(pattern), each) for each in found)
