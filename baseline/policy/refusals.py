"""What the evaluator does not judge: elements, operators and patterns it was not written for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from baseline.errors import BaselineError
from baseline.policy.documents import Condition, Document, values

ARN_PARTS = 6
"""Parts of an ARN between colons; the last may hold more of them.

Source: IAM user guide, Identify AWS resources with Amazon Resource Names (ARNs), read 2026-11-24.
"""

VARIABLE = re.compile(r"\$\{([A-Za-z0-9-]+:[A-Za-z0-9/_-]+)\}")
"""A policy variable that stands for one context key, without a default."""

IF_EXISTS = "IfExists"
"""The ending of an operator that also holds where its key is absent."""

NEGATED = frozenset({"ArnNotLike", "StringNotEquals", "StringNotLike"})
_POSITIVE = frozenset({"ArnLike", "Bool", "StringEquals", "StringLike"})
ANY_VALUE = "ForAnyValue:"
"""Before an operator of a key with many values; of those that a request here has, there is one."""
_OPERATORS = {
    f"{ANY_VALUE}StringEquals",
    "Null",
    *(f"{name}{ending}" for name in NEGATED | _POSITIVE for ending in ("", IF_EXISTS)),
}
_ELEMENTS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"}


class UndecidedError(BaselineError):
    """A policy or request holds something the evaluator does not know, so it gives no verdict."""

    exit_code = 1


def unknown_in(statement: Document) -> list[str]:
    """Name everything in a statement that the evaluator would have to guess about."""
    where = f"statement {statement.get('Sid')}"
    return [
        f"{where}: {problem}"
        for problem in (
            *_unknown_elements(statement),
            *_unknown_patterns(statement),
            *_unknown_conditions(statement.get("Condition", {})),
        )
    ]


def _unknown_elements(statement: Document) -> Iterator[str]:
    for element in sorted(statement.keys() - _ELEMENTS):
        yield f"unknown element {element}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield f"unknown effect (got {statement.get('Effect')!r})"
    for element in ("Action", "Resource"):
        if (element in statement) == (f"Not{element}" in statement):
            yield f"needs either {element} or Not{element}"


def _unknown_patterns(statement: Document) -> Iterator[str]:
    actions = [*values(statement.get("Action", [])), *values(statement.get("NotAction", []))]
    yield from (f"cannot judge action pattern {each!r}" for each in actions if _is_odd(each))
    resources = [*values(statement.get("Resource", [])), *values(statement.get("NotResource", []))]
    for resource in resources:
        if _has_odd_variable(resource) or (resource != "*" and not _is_arn(resource)):
            yield f"cannot judge resource pattern {resource!r}"


def _unknown_conditions(condition: Condition) -> Iterator[str]:
    for operator, tests in condition.items():
        if operator not in _OPERATORS:
            yield f"unknown operator {operator}"
        for key, wanted in tests.items():
            patterns = values(wanted)
            if any(_has_odd_variable(pattern) for pattern in patterns):
                yield f"cannot judge a policy variable in {key}"
            if operator.startswith(("Null", "Bool")) and patterns not in (["true"], ["false"]):
                yield f"{operator} needs true or false (got {wanted!r})"
            if operator.startswith("Arn") and not all(map(_is_arn, patterns)):
                yield f"{operator} needs whole ARNs (got {wanted!r})"
            if operator.startswith("String") and key.lower() == "aws:principalarn":
                yield f"{operator} compares {key} as text; an asterisk then spans colons"


@lru_cache(maxsize=4_096)
def _is_odd(action: str) -> bool:
    """Find an action pattern without a verb, or with a wildcard in its service."""
    service, _, verb = action.partition(":")
    return action != "*" and (not verb or "*" in service or "?" in service)


@lru_cache(maxsize=4_096)
def _has_odd_variable(pattern: str) -> bool:
    """Find a default value, a predefined character or a variable that is not closed."""
    return "$" in VARIABLE.sub("", pattern)


@lru_cache(maxsize=4_096)
def _is_arn(pattern: str) -> bool:
    return VARIABLE.sub("", pattern).count(":") >= ARN_PARTS - 1
