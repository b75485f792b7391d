"""What is not judged in a policy: what AWS does not define, and what this was not written for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from baseline.errors import BaselineError
from baseline.policy.actions.multivalued import has_many_values
from baseline.policy.documents import Document, values
from baseline.policy.operators import READERS, Operator, known, operator_of
from baseline.policy.syntax import ARN_PARTS, has_odd_variable, is_arn, variables

VERSIONS = ("2012-10-17", "2008-10-17")
"""Versions of the policy language; without a version it is the older one.

Source: IAM user guide, IAM JSON policy elements: Version, read 2026-11-24.
"""

MULTIVALUED = frozenset(
    f"aws:{name}"
    for name in (
        *("calledvia", "principalorgpaths", "principalservicenameslist", "resourceorgpaths"),
        *("sourceorgpaths", "tagkeys", "vpceorgpaths"),
    )
)
"""Global context keys with many values, which no policy variable can stand for.

Source: IAM user guide, AWS global condition context keys, read 2026-11-24.
"""

_ELEMENTS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"}


class UndecidedError(BaselineError):
    """A policy or request holds something the evaluator does not know, so it gives no verdict."""

    exit_code = 1


def is_multivalued(key: str) -> bool:
    """Say whether a key, by its name in lower case, has many values."""
    return key in MULTIVALUED or has_many_values(key)


def unknown_in(statement: Document, *, principal: bool, with_variables: bool) -> list[str]:
    """Name everything in a statement that the evaluator would have to guess about."""
    where = f"statement {statement.get('Sid')}"
    return [
        f"{where}: {problem}"
        for problem in (
            *_unknown_elements(statement, principal),
            *_unknown_patterns(statement, with_variables),
            *_unknown_conditions(statement.get("Condition", {}), with_variables),
        )
    ]


def _unknown_elements(statement: Document, principal: bool) -> Iterator[str]:
    for element in sorted(statement.keys() - _ELEMENTS - ({"Principal"} if principal else set())):
        yield f"unknown element {element}"
    if principal and statement.get("Principal") != "*":
        yield f"Principal must be * (got {statement.get('Principal')!r})"
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield f"unknown effect (got {statement.get('Effect')!r})"
    for element in ("Action", "Resource"):
        if (element in statement) == (f"Not{element}" in statement):
            yield f"needs either {element} or Not{element}"


def _unknown_patterns(statement: Document, with_variables: bool) -> Iterator[str]:
    actions = [*values(statement.get("Action", [])), *values(statement.get("NotAction", []))]
    yield from (f"cannot judge action pattern {each!r}" for each in actions if _is_odd(each))
    resources = [*values(statement.get("Resource", [])), *values(statement.get("NotResource", []))]
    for resource in resources:
        if resource != "*" and not (is_arn(resource) and _is_judged(resource, with_variables)):
            yield f"cannot judge resource pattern {resource!r}"


def _unknown_conditions(condition: Any, with_variables: bool) -> Iterator[str]:
    kinds: dict[str, set[str]] = {}
    for name, tests in condition.items():
        if not known(name):
            yield f"unknown operator {name}"
            continue
        operator = operator_of(name)
        for key, wanted in tests.items():
            if operator.base != "Null":
                kinds.setdefault(key.lower(), set()).add(operator.kind)
            yield from _unknown_values(name, operator, key, wanted, with_variables)
    for key in sorted(key for key, found in kinds.items() if len(found) > 1):
        yield f"{key} is compared as {' and as '.join(sorted(kinds[key]))}"


def _unknown_values(
    name: str, operator: Operator, key: str, wanted: Any, with_variables: bool
) -> Iterator[str]:
    patterns = texts(wanted)
    if not patterns:
        yield f"{name} of {key} has no value"
    if operator.kind == "text":
        if with_variables and any(map(_has_unreadable_variable, patterns)):
            yield f"cannot judge a policy variable in {key}"
        if operator.base == "ArnLike" and not all(map(is_arn, patterns)):
            yield f"{name} needs whole ARNs (got {wanted!r})"
        return
    for pattern in patterns:
        try:
            READERS[operator.kind](pattern)
        except ValueError:
            yield f"{name} cannot read its value (got {pattern!r})"


def _is_judged(resource: str, with_variables: bool) -> bool:
    """Say whether the variables in a resource, if they are any, stand in its last part."""
    head = resource.split(":")[: ARN_PARTS - 1]
    return not with_variables or not (
        _has_unreadable_variable(resource) or any("${" in part for part in head)
    )


def texts(wanted: Any) -> list[str]:
    """Read the values of a condition, which may be numbers and truths in JSON too."""
    listed = wanted if isinstance(wanted, list) else [wanted]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in listed]


def _has_unreadable_variable(pattern: str) -> bool:
    return has_odd_variable(pattern) or any(
        is_multivalued(name.lower()) for name, _ in variables(pattern)
    )


@lru_cache(maxsize=4_096)
def _is_odd(action: str) -> bool:
    """Find an action pattern without a verb, or with a wildcard in its service."""
    service, _, verb = action.partition(":")
    return action != "*" and (not verb or "*" in service or "?" in service or "$" in action)
