"""Condition operators of the policy language.

Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators
for multi-valued context keys".
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from . import patterns

Test = Callable[[str, str], bool]


class UnknownOperatorError(Exception):
    """A policy uses an operator AWS does not have, so nothing can be said of it."""


def _number(value: str, wanted: str, compare: Callable[[float, float], bool]) -> bool:
    try:
        return compare(float(value), float(wanted))
    except ValueError:
        return False


def _moment(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        made = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp()


def _date(value: str, wanted: str, compare: Callable[[float, float], bool]) -> bool:
    try:
        return compare(_moment(value), _moment(wanted))
    except ValueError:
        return False


def _address(value: str, wanted: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return False


_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "equals": lambda a, b: a == b,
    "lessthan": lambda a, b: a < b,
    "lessthanequals": lambda a, b: a <= b,
    "greaterthan": lambda a, b: a > b,
    "greaterthanequals": lambda a, b: a >= b,
}


def _compared(
    kind: Callable[[str, str, Callable[[float, float], bool]], bool],
    compare: Callable[[float, float], bool],
) -> Test:
    return lambda value, wanted: kind(value, wanted, compare)


_TESTS: dict[str, Test] = {
    "stringequals": lambda value, wanted: value == patterns.plain(wanted),
    "stringequalsignorecase": lambda value, wanted: value.lower() == patterns.plain(wanted).lower(),
    "stringlike": patterns.matches,
    "arnequals": patterns.arn_matches,
    "arnlike": patterns.arn_matches,
    "bool": lambda value, wanted: value.lower() == wanted.lower(),
    "binaryequals": lambda value, wanted: value == wanted,
    "ipaddress": _address,
    **{f"numeric{name}": _compared(_number, test) for name, test in _COMPARISONS.items()},
    **{f"date{name}": _compared(_date, test) for name, test in _COMPARISONS.items()},
}
# A negated operator is its positive twin turned round, for lists too: none of the values.
_NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "numericnotequals": "numericequals",
    "datenotequals": "dateequals",
    "notipaddress": "ipaddress",
}


def holds(operator: str, actual: str | list[str] | None, wanted: list[str | None]) -> bool:
    """Whether one key of a condition holds; `actual` is None when the key is missing.

    A `wanted` value of None is one whose variable has no value: it is equal to nothing.

    Raises:
        UnknownOperatorError: for an operator AWS does not have.
    """
    name = operator.lower()
    if name == "null":
        return any(
            value is not None and (value.lower() == "true") == (actual is None) for value in wanted
        )
    for_all, for_any = name.startswith("forallvalues:"), name.startswith("foranyvalue:")
    name = name.rpartition(":")[2]
    if_exists = name.endswith("ifexists")
    name = name.removesuffix("ifexists")
    negated = name in _NEGATED
    test = _TESTS.get(_NEGATED.get(name, name))
    if test is None:
        raise UnknownOperatorError(f"'{operator}' is no condition operator")

    def one(value: str) -> bool:
        return any(like is not None and test(value, like) for like in wanted) != negated

    values = actual if isinstance(actual, list) else [] if actual is None else [actual]
    if for_all:
        return all(one(value) for value in values)
    if for_any:
        return any(one(value) for value in values)
    if actual is None:
        return negated or if_exists
    return all(one(value) for value in values) if negated else any(one(value) for value in values)
