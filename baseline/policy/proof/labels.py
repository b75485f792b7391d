"""Values by what policies say of them, since a made-up value tells a person nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from baseline.policy.conditions import holds
from baseline.policy.parsed import ParsedStatement, Test
from baseline.policy.proof.dimensions import RESOURCE, Dimension, Value
from baseline.policy.proof.values import Caller
from baseline.policy.request import Request
from baseline.policy.statements import fits_resource


@dataclass(frozen=True, order=True)
class Told:
    """Values of a dimension by the patterns that match them, `other` where none does, or `absent`.

    Unless `among`, all values but those are meant.
    """

    dimension: str
    among: bool
    patterns: tuple[str, ...]


def _tests(dimension: Dimension) -> list[Test]:
    return [] if dimension.name == RESOURCE else dimension.tests()


def label(dimension: Dimension, value: Value, caller: Caller) -> str:
    """Name a value by what policies say of it: the patterns that match it."""
    if value is None:
        return "absent"
    if isinstance(value, tuple):
        return " and ".join(label(dimension, each, caller) for each in value)
    tests = _tests(dimension)
    if tests and all(test.operator == "Null" for test in tests):
        return "present"
    matching = [each for each in dimension.patterns() if _is_like(dimension, each, value, caller)]
    return " and ".join(sorted(matching)) or "other"


def _is_like(dimension: Dimension, pattern: str, value: str, caller: Caller) -> bool:
    context = {key: each for key, each in caller.items() if each is not None}
    if dimension.name == RESOURCE:
        one = ParsedStatement(None, "Deny", ("*",), False, (pattern,), False, ())
        return fits_resource(one, Request("any:Action", value, context)) is True
    request = Request("any:Action", "*", {**context, dimension.name: value})
    return any(
        holds(replace(test, values=(pattern,), negated=False, quantifier=""), request) is True
        for test in _tests(dimension)
        if pattern in test.values and test.operator != "Null"
    )
