"""The values that stand for all others in a dimension: one for each set of tests they pass.

Texts come from the automaton, numbers and dates from the bounds and what lies between, addresses
from the ends of ranges, and a key with many values from the sets of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, pairwise

from baseline.policy import typed_values
from baseline.policy.parsed import Test
from baseline.policy.patterns import filled
from baseline.policy.proof.automaton import Pattern, classes, glob, text
from baseline.policy.proof.dimensions import Dimension, Reading, Value
from baseline.policy.proof.domains import (
    OTHER_SERVICES,
    any_arn,
    arns_of,
    more_of,
    of_template,
    values_in,
)
from baseline.policy.refusals import MULTIVALUED, UndecidedError
from baseline.policy.request import Request
from baseline.policy.syntax import ARN_PARTS, plain, tokens

TEMPLATE = re.compile(r"\$\{[^}]+\}")
"""What stands for a name in a published ARN."""
MOST_IN_A_SET = 10
"""Values of a key with many values; their sets double with each."""

Caller = Mapping[str, Value]
"""The values of the keys that variables stand for."""


def _services(dimension: Dimension) -> dict[str, str]:
    arns = (each for each in dimension.patterns() if each.count(":") >= ARN_PARTS - 1)
    return {each: each.split(":")[2] for each in arns}


def speaking_of(dimension: Dimension, service: str) -> list[str]:
    """List the patterns that can match an ARN of a service."""
    services = _services(dimension)
    return [each for each, name in services.items() if name == service or _is_open(name)]


def _is_open(service: str) -> bool:
    return bool(set("*?$") & set(service))


def resources_of(
    types: Iterable[str], dimension: Dimension, reading: Reading, caller: Caller
) -> Iterator[str]:
    """Yield resources of today, the calls that name none among them: some of each type.

    Types are published templates. Those of a service of which no policy speaks are left out.
    """
    yield "*"
    by_service: dict[str, list[str]] = {}
    for each in sorted(types):
        by_service.setdefault(each.split(":")[2], []).append(each)
    for service, templates in by_service.items():
        if spoken := speaking_of(dimension, service):
            forms = [_arn(each, reading) for each in _with(caller, spoken)]
            domain = tuple(map(of_template, (*templates, *more_of(service))))
            yield from classes(tuple(dict.fromkeys((*forms, *domain))), domain)


def resources(
    dimension: Dimension,
    readings: Sequence[Reading],
    caller: Caller,
    domain: Callable[[str], tuple[Pattern, ...]] = arns_of,
) -> Iterator[str]:
    """Yield resources of today and tomorrow, the calls that name none among them.

    There is one for each set of patterns that one can match, in each of the readings.
    """
    yield "*"
    yield from OTHER_SERVICES
    services = _services(dimension)
    broad = [each for each, name in services.items() if _is_open(name)]
    for service in sorted({name for name in services.values() if not _is_open(name)}):
        spoken = speaking_of(dimension, service)
        known = list(_with(caller, spoken))
        forms = [_arn(each, reading) for reading in readings for each in known]
        yield from classes(tuple(dict.fromkeys(forms)), domain(service))
    if broad:
        forms = [_arn(each, "") for each in _with(caller, broad)]
        yield from classes(tuple(dict.fromkeys(forms)), any_arn())


def _arn(pattern: str, reading: Reading) -> Pattern:
    return glob(tokens(pattern), by_part=reading == "by part")


def _with(caller: Caller, patterns: Iterable[str]) -> Iterator[str]:
    """Put the caller's values into patterns; one with a variable that has none matches nothing."""
    context = {key: value for key, value in caller.items() if value is not None}
    for pattern in patterns:
        known = filled(pattern, Request("any:Action", "*", context))
        if known is not None:
            yield known


def key_values(dimension: Dimension, caller: Caller) -> Iterator[Value]:
    """Yield values of a context key that is there.

    Raises:
        UndecidedError: if there are too many.
    """
    tests = dimension.tests()
    found = list(dict.fromkeys(_single(dimension.name, tests, caller)))
    several = dimension.name in MULTIVALUED
    if not several:
        yield from found
    if several or any(test.quantifier for test in tests):
        if len(found) > MOST_IN_A_SET:
            problem = f"{dimension.name} is told apart by more than {MOST_IN_A_SET} kinds of values"
            raise UndecidedError([problem])
        for size in range(1 if several else 2, len(found) + 1):
            yield from combinations(found, size)


def _single(key: str, tests: list[Test], caller: Caller) -> Iterator[str]:
    compared = [test for test in tests if test.operator != "Null"]
    for start, values in _TYPED.items():
        literals = [
            each for test in compared if test.operator.startswith(start) for each in test.values
        ]
        if literals:
            yield from values(literals)
    if not compared or any(not test.operator.startswith(tuple(_TYPED)) for test in compared):
        yield from classes(tuple(dict.fromkeys(texts_of(tests, caller))), values_in(key))


def texts_of(tests: Iterable[Test], caller: Caller) -> Iterator[Pattern]:
    """Yield the patterns that tests compare a text with."""
    for test in tests:
        if test.operator != "Null" and not test.operator.startswith(tuple(_TYPED)):
            yield from (_text(test, each) for each in _with(caller, test.values))


def _text(test: Test, pattern: str) -> Pattern:
    if test.operator in ("ArnLike", "StringLike"):
        return glob(tokens(pattern), by_part=test.operator == "ArnLike")
    return text(plain(pattern), ignore_case=test.operator == "StringEqualsIgnoreCase")


def _between(
    literals: list[str], read: Callable[[str], Decimal], write: Callable[[Decimal], str]
) -> list[str]:
    marks = sorted(set(map(read, literals)))
    middles = [(low + high) / 2 for low, high in pairwise(marks)]
    return [write(each) for each in sorted([marks[0] - 1, *marks, *middles, marks[-1] + 1])]


def _date(seconds: Decimal) -> str:
    moment = datetime.fromtimestamp(float(seconds), UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _addresses(literals: list[str]) -> list[str]:
    found = ["203.0.113.9", "2001:db8::9"]
    for each in map(typed_values.network, literals):
        first, last = each.network_address, each.broadcast_address
        found += [str(first), str(last)]
        found += [str(first - 1)] if int(first) else []
        found += [str(last + 1)] if int(last) < 2**each.max_prefixlen - 1 else []
    return found


_TYPED: dict[str, Callable[[list[str]], list[str]]] = {
    "Bool": lambda _: ["true", "false"],
    "Numeric": lambda literals: _between(literals, typed_values.number, "{:f}".format),
    "Date": lambda literals: _between(literals, typed_values.moment, _date),
    "IpAddress": _addresses,
    "BinaryEquals": lambda literals: [*literals, "b3RoZXI="],
}
"""How values are found, by what the operator's name starts with; the rest is text."""
