"""The values that stand for all others in a dimension: one for each set of tests they pass.

Texts come from the automaton, numbers and dates from the bounds and what lies between, addresses
from the ends of ranges, and a key with many values from the sets of these.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations, pairwise

from baseline.policy import typed_values
from baseline.policy.actions import arn_templates, arn_templates_by_service
from baseline.policy.parsed import Test
from baseline.policy.patterns import filled
from baseline.policy.proof.action_classes import acting_by_template
from baseline.policy.proof.automaton import Pattern, classes, glob, text
from baseline.policy.proof.dimensions import READINGS, Dimension, Reading, Value
from baseline.policy.proof.domains import (
    any_arn,
    arns_of,
    may_be_absent,
    more_of,
    of_template,
    reads_two_ways,
    values_in,
)
from baseline.policy.proof.familiar import OTHER_SERVICES
from baseline.policy.refusals import UndecidedError, is_multivalued
from baseline.policy.request import Request
from baseline.policy.syntax import plain, tokens

TEMPLATE = re.compile(r"\$\{[^}]+\}")
"""What stands for a name in a published ARN."""
MOST_IN_A_SET = 10
"""Values of a key with many values; their sets double with each."""

Caller = Mapping[str, Value]
"""The values of the keys that variables stand for."""


def spoken_of(dimension: Dimension) -> dict[str, list[str]]:
    """List the patterns that can match ARNs of each service that one names, and of any service.

    The latter stand with every service, and alone under an empty name.
    """
    named: dict[str, list[str]] = {}
    broad: list[str] = []
    for pattern in dimension.patterns():
        if pattern != "*":
            # In one reading a wildcard in the partition reaches into any service.
            _, partition, service, *_ = pattern.split(":")
            is_broad = bool(set("*?$") & set(partition + service))
            (broad if is_broad else named.setdefault(service, [])).append(pattern)
    found = {service: [*patterns, *broad] for service, patterns in sorted(named.items())}
    return found | ({"": broad} if broad else {})


def resources_of_today(
    live: int, dimension: Dimension, reading: Reading, caller: Caller
) -> Iterator[str]:
    """Yield resources that known actions act on, some of each type, and none at all.

    `live` are the bits of the actions. Services of which no policy speaks are left out, and after
    the first reading whatever is the same in both.
    """
    first = reading == READINGS[0]
    if first:
        yield "*"
    spoken = spoken_of(dimension)
    for service in arn_templates_by_service() if "" in spoken else spoken:
        types = [each for each in arn_templates(service) if acting_by_template(each) & live]
        meant = [each for each in (*types, *more_of(service)) if first or reads_two_ways(each)]
        if meant:
            patterns = spoken[service if service in spoken else ""]
            domain = tuple(map(of_template, meant))
            forms = dict.fromkeys(_arn(each, reading) for each in _with(caller, patterns))
            yield from classes((*forms, *domain), domain)


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
    for service, patterns in spoken_of(dimension).items():
        known = list(_with(caller, patterns))
        forms = [_arn(each, reading) for reading in readings for each in known]
        inside = domain(service) if service else any_arn()
        yield from classes(tuple(dict.fromkeys(forms)), inside)


def _arn(pattern: str, reading: Reading) -> Pattern:
    return glob(tokens(pattern), by_part=reading == "by part")


def _with(caller: Caller, patterns: Iterable[str]) -> Iterator[str]:
    """Put the caller's values into patterns; one with a variable that has none matches nothing."""
    context = {key: value for key, value in caller.items() if value is not None}
    for pattern in patterns:
        known = filled(pattern, Request("any:Action", "*", context))
        if known is not None:
            yield known


def key_values(dimension: Dimension, caller: Caller, *, by_account: bool) -> Iterator[Value]:
    """Yield values of a context key, none among them where the request can be without it.

    With `by_account` whoever calls has an account.

    Raises:
        UndecidedError: if there are too many.
    """
    if dimension.name in caller:
        yield caller[dimension.name]
        return
    if may_be_absent(dimension.name, by_account=by_account):
        yield None
    tests = dimension.tests()
    found = list(dict.fromkeys(_single(dimension.name, tests, caller)))
    several = is_multivalued(dimension.name)
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


def _other_bytes(literals: list[str]) -> str:
    longest = max(map(typed_values.binary, literals), key=len)
    return b64encode(longest + b"other").decode()


_TYPED: dict[str, Callable[[list[str]], list[str]]] = {
    "Bool": lambda _: ["true", "false"],
    "Numeric": lambda literals: _between(literals, typed_values.number, "{:f}".format),
    "Date": lambda literals: _between(literals, typed_values.moment, _date),
    "IpAddress": _addresses,
    "BinaryEquals": lambda literals: [*literals, _other_bytes(literals)],
}
"""How values are found, by what the operator's name starts with; the rest is text."""
