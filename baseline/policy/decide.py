"""Whether service control policies deny a request: a plain, deliberately naive evaluator.

It reads each statement as AWS documents it, one after the other, and knows the elements and
operators that the shipped policies use. Anything else it refuses to judge: a guess would be taken
for a proof.

Source: IAM user guide, Policy evaluation logic and IAM JSON policy elements; AWS Organizations
user guide, SCP evaluation; read 2026-11-24.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from baseline.policy.documents import Document, values
from baseline.policy.refusals import ARN_PARTS, UndecidedError, unknown_in


@dataclass(frozen=True)
class Request:
    """One call as policies see it; `resource` is an ARN, or `*` for calls that name none.

    Every value in `context` is a single string; a key that is not there is absent in the request.
    """

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """The policies attached to one place on the way from the root to the account."""

    name: str
    documents: Sequence[Document]


@dataclass(frozen=True)
class Verdict:
    """The answer; `sid` is none when no statement denied but a level allowed nothing."""

    denied: bool
    sid: str | None = None
    level: str | None = None


def decide(levels: Sequence[Level], request: Request) -> Verdict:
    """Say whether the policies on a path deny a request, and which statement does.

    A matching Deny at any level denies; without one, every level must allow. Service-linked roles
    are not bound by service control policies.

    Raises:
        UndecidedError: if a policy or the request holds something unknown.
    """
    statements = [
        (level, statement)
        for level in levels
        for document in level.documents
        for statement in document["Statement"]
    ]
    _refuse_unknown([statement for _, statement in statements], request)
    if _is_service_linked(request):
        return Verdict(denied=False)
    matching = [(level, each) for level, each in statements if _matches(each, request)]
    for level, statement in matching:
        if statement["Effect"] == "Deny":
            return Verdict(denied=True, sid=statement.get("Sid"), level=level.name)
    for level in levels:
        if not any(at is level for at, _ in matching):
            return Verdict(denied=True, level=level.name)
    return Verdict(denied=False)


def _is_service_linked(request: Request) -> bool:
    principal = _value(request, "aws:PrincipalArn") or ""
    return _like_by_part("arn:*:iam::*:role/aws-service-role/*", principal)


def _matches(statement: Document, request: Request) -> bool:
    if "Action" in statement:
        action = any(_action_like(each, request.action) for each in values(statement["Action"]))
    else:
        action = not any(
            _action_like(each, request.action) for each in values(statement["NotAction"])
        )
    return (
        action
        and any(_resource_like(each, request.resource) for each in values(statement["Resource"]))
        and all(
            _holds(operator, values(wanted), _value(request, key))
            for operator, tests in statement.get("Condition", {}).items()
            for key, wanted in tests.items()
        )
    )


def _holds(operator: str, wanted: list[str], value: str | None) -> bool:
    if operator == "Null":
        return (value is None) == (wanted == ["true"])
    negated = operator in ("StringNotEquals", "ArnNotLike")
    if value is None:
        return negated
    return any(_equals(operator, pattern, value) for pattern in wanted) != negated


def _equals(operator: str, pattern: str, value: str) -> bool:
    if operator.startswith("Arn"):
        return _like_by_part(pattern, value)
    return pattern.lower() == value.lower() if operator == "Bool" else pattern == value


def _action_like(pattern: str, action: str) -> bool:
    return _like(pattern.lower(), action.lower())


def _resource_like(pattern: str, resource: str) -> bool:
    """Match a resource; AWS documents two readings of a wildcard before a colon.

    Raises:
        UndecidedError: if the two readings differ on this resource.
    """
    if pattern == "*" or resource == "*":
        return pattern == "*"
    across, by_part = _like(pattern, resource), _like_by_part(pattern, resource)
    if across != by_part:
        raise UndecidedError([f"{pattern} matches {resource} only if a wildcard spans a colon"])
    return across


def _like_by_part(pattern: str, arn: str) -> bool:
    """Match an ARN part by part, so that a wildcard stays inside one of the first five parts."""
    patterns, parts = pattern.split(":", ARN_PARTS - 1), arn.split(":", ARN_PARTS - 1)
    return len(patterns) == len(parts) == ARN_PARTS and all(map(_like, patterns, parts))


def _like(pattern: str, text: str) -> bool:
    wildcards = {"*": ".*", "?": "."}
    regex = "".join(wildcards.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def _value(request: Request, key: str) -> str | None:
    """Read a context key; names of keys are compared without regard to case."""
    return {name.lower(): value for name, value in request.context.items()}.get(key.lower())


def _refuse_unknown(statements: Sequence[Document], request: Request) -> None:
    problems = [problem for each in statements for problem in unknown_in(each)]
    if request.action.count(":") != 1 or "*" in request.action:
        problems.append(f"request: not one action (got {request.action!r})")
    if request.resource != "*" and request.resource.count(":") < ARN_PARTS - 1:
        problems.append(f"request: neither an ARN nor * (got {request.resource!r})")
    for key, value in request.context.items():
        if not isinstance(value, str):
            problems.append(f"request: {key} is not one string (got {value!r})")
    if problems:
        raise UndecidedError(problems)
