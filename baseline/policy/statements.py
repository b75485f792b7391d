"""Whether one statement speaks of a request."""

from __future__ import annotations

from baseline.policy.documents import Document, values
from baseline.policy.patterns import action_like, filled, like, like_by_part, resource_like
from baseline.policy.refusals import ANY_VALUE, IF_EXISTS, NEGATED, UndecidedError
from baseline.policy.request import Request


def matches(statement: Document, request: Request) -> bool:
    """Say whether the statement's actions, conditions and resources all fit the request.

    Raises:
        UndecidedError: if the answer hangs on something AWS leaves open.
    """
    return (
        _fits_action(statement, request)
        and all(
            _holds(operator, key, values(wanted), request)
            for operator, tests in statement.get("Condition", {}).items()
            for key, wanted in tests.items()
        )
        and _fits_resource(statement, request)
    )


def _fits_action(statement: Document, request: Request) -> bool:
    element = "Action" if "Action" in statement else "NotAction"
    found = any(action_like(each, request.action) for each in values(statement[element]))
    return found == (element == "Action")


def _fits_resource(statement: Document, request: Request) -> bool:
    element = "Resource" if "Resource" in statement else "NotResource"
    if element == "NotResource" and request.resource == "*":
        raise UndecidedError(
            [f"statement {statement.get('Sid')}: cannot judge NotResource of a call without one"]
        )
    found = any(
        resource_like(_filled_resource(each, request), request.resource)
        for each in values(statement[element])
    )
    return found == (element == "Resource")


def _filled_resource(pattern: str, request: Request) -> str:
    resource = filled(pattern, request)
    if resource is None:
        raise UndecidedError([f"request: no value for a policy variable in {pattern!r}"])
    return resource


def _holds(operator: str, key: str, wanted: list[str], request: Request) -> bool:
    value = request.value(key)
    if operator == "Null":
        return (value is None) == (wanted == ["true"])
    plain = operator.removeprefix(ANY_VALUE).removesuffix(IF_EXISTS)
    if value is None:
        return plain in NEGATED or operator.endswith(IF_EXISTS)
    # A variable without a value is equal to nothing.
    patterns = [pattern for each in wanted if (pattern := filled(each, request)) is not None]
    return any(_equals(plain, pattern, value) for pattern in patterns) != (plain in NEGATED)


def _equals(operator: str, pattern: str, value: str) -> bool:
    if operator.startswith("Arn"):
        return like_by_part(pattern, value)
    if operator in ("StringLike", "StringNotLike"):
        return like(pattern, value)
    return pattern.lower() == value.lower() if operator == "Bool" else pattern == value
