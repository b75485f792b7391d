"""The values that stand for all others in a dimension: one for each set of tests they pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from baseline.policy.parsed import Test
from baseline.policy.proof.automaton import Pattern, classes, glob, text
from baseline.policy.proof.dimensions import Dimension, Reading, Value
from baseline.policy.proof.domains import OTHER_SERVICES, arns_of, may_be_absent, values_in
from baseline.policy.refusals import UndecidedError
from baseline.policy.syntax import ARN_PARTS, VARIABLE, tokens

CALLER = {
    "aws:username": "ann",
    "aws:principalaccount": "111122223333",
    "aws:principalorgid": "o-a",
}
"""What a variable in a pattern is filled with; policies name no single value of these keys."""

TEMPLATE = re.compile(r"\$\{[^}]+\}")
"""What stands for a name in a published ARN."""

_TRUTHS = ("true", "false")


def filled(pattern: str) -> str:
    """Put the caller's values into a pattern.

    Raises:
        UndecidedError: if it holds another variable.
    """
    unknown = [name for name, _ in VARIABLE.findall(pattern) if name.lower() not in CALLER]
    if unknown:
        raise UndecidedError([f"variables that are not proved about: {', '.join(unknown)}"])
    return VARIABLE.sub(lambda found: CALLER[found[1].lower()], pattern)


def services_in(dimension: Dimension) -> list[str]:
    """List the services whose ARNs the policies tell apart."""
    arns = (each for each in dimension.patterns() if each.count(":") >= ARN_PARTS - 1)
    return sorted({each.split(":")[2] for each in arns})


def resources(dimension: Dimension, types: frozenset[str], reading: Reading) -> Iterator[str]:
    """Yield resources, the calls that name none among them.

    Of those that are alike otherwise there is one of each of the `types`, which are templates.
    """
    yield "*"
    yield from OTHER_SERVICES
    patterns = [filled(each) for each in dimension.patterns()]
    ways = [reading == "by part"]
    for service in services_in(dimension):
        own = [each for each in patterns if each.split(":")[2:3] == [service]]
        both = [glob(tokens(each), by_part=by_part) for each in own for by_part in ways]
        of_service = sorted(each for each in types if each.split(":")[2] == service)
        both += [glob(tokens(TEMPLATE.sub("?*", each)), by_part=True) for each in of_service]
        yield from classes(tuple(dict.fromkeys(both)), arns_of(service))


def key_values(dimension: Dimension) -> Iterator[Value]:
    """Yield values of a context key, its absence among them where a request can be without it."""
    tests = dimension.tests()
    kinds = {test.operator for test in tests} - {"Null"}
    if may_be_absent(dimension.name, by_account=True):
        yield None
    if "Bool" in kinds:
        yield from _TRUTHS
    numbers = {
        each for test in tests if test.operator.startswith("Numeric") for each in test.values
    }
    if numbers:
        yield from (str(float(each) + near) for each in sorted(numbers) for near in (-1, 0, 1))
    elif kinds - {"Bool"} or not kinds:
        patterns = [glb for test in tests for glb in _patterns(test)]
        words = classes(tuple(dict.fromkeys(patterns)), values_in(dimension.name))
        yield from words
        if any(test.quantifier for test in tests):
            yield from combinations(words, 2)


def _patterns(test: Test) -> Iterator[Pattern]:
    if test.operator in ("Null", "Bool"):
        return
    for each in map(filled, test.values):
        if test.operator == "ArnLike":
            yield glob(tokens(each), by_part=True)
        elif test.operator == "StringLike":
            yield glob(tokens(each))
        elif test.operator in ("StringEquals", "StringEqualsIgnoreCase"):
            yield text(each, ignore_case=test.operator != "StringEquals")
        else:
            raise UndecidedError([f"operators that are not proved about: {test.operator}"])
