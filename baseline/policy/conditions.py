"""Whether one test of a condition holds for a request.

Source: IAM user guide, IAM JSON policy elements: Condition operators; Set operators for
multivalued context keys; read 2026-11-24.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from baseline.policy import typed_values
from baseline.policy.answers import Answer, all_of, any_of, opposite
from baseline.policy.parsed import Test
from baseline.policy.patterns import filled, like, like_by_part
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request, Value
from baseline.policy.syntax import plain


def holds(test: Test, request: Request) -> Answer:
    """Say whether a test holds; open where AWS does not say so or the value cannot be read."""
    value = request.value(test.key)
    if value == "" and (test.quantifier or test.operator == "Null"):
        return f"request: AWS does not say whether an empty {test.key} is absent"
    if test.operator == "Null":
        return any(typed_values.truth(each) == (value is None) for each in test.values)
    if value is None:
        return _without_value(test)
    if isinstance(value, str) and not test.quantifier:
        return _one(test, value, request)
    return _many(test, value, request)


def _without_value(test: Test) -> Answer:
    if test.quantifier == "ForAllValues":
        return True
    if test.quantifier == "ForAnyValue":
        return False
    return test.negated or test.if_exists


def _many(test: Test, value: Value, request: Request) -> Answer:
    if not test.quantifier:
        return f"request: {test.key} has many values, its test no set operator"
    each_value = (value,) if isinstance(value, str) else value
    join = all_of if test.quantifier == "ForAllValues" else any_of
    return join(_one(test, each, request) for each in each_value)


def _one(test: Test, value: str, request: Request) -> Answer:
    found = any_of(_equals(test.operator, wanted, value, request) for wanted in test.values)
    return opposite(found, test.negated)


def _equals(name: str, wanted: str, value: str, request: Request) -> Answer:
    compare = _TEXTS.get(name)
    try:
        if compare is None:
            return _COMPARISONS[name](wanted, value)
        # A variable without a value is equal to nothing.
        pattern = filled(wanted, request)
        return pattern is not None and compare(pattern, value)
    except UndecidedError as undecided:
        return str(undecided)
    except ValueError:
        return f"request: {name} cannot read the value (got {value!r})"


_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda pattern, value: plain(pattern) == value,
    "StringEqualsIgnoreCase": lambda pattern, value: plain(pattern).lower() == value.lower(),
    "StringLike": like,
    "ArnLike": like_by_part,
}
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}


def _ordered(
    read: Callable[[str], Any], compare: Callable[[Any, Any], bool]
) -> Callable[[str, str], bool]:
    return lambda wanted, value: compare(read(value), read(wanted))


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "Bool": _ordered(typed_values.truth, operator.eq),
    "BinaryEquals": _ordered(typed_values.binary, operator.eq),
    "IpAddress": lambda wanted, value: typed_values.address(value) in typed_values.network(wanted),
    **{f"Numeric{name}": _ordered(typed_values.number, order) for name, order in _ORDERS.items()},
    **{f"Date{name}": _ordered(typed_values.moment, order) for name, order in _ORDERS.items()},
}
