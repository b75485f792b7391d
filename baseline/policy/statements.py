"""Whether one statement speaks of a request."""

from __future__ import annotations

from collections.abc import Callable

from baseline.policy.answers import Answer, all_of, any_of, opposite
from baseline.policy.conditions import holds
from baseline.policy.parsed import ParsedStatement
from baseline.policy.patterns import action_in, filled, resource_like
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request


def matches(statement: ParsedStatement, request: Request) -> Answer:
    """Say whether the statement's actions, conditions and resources all fit the request."""
    if action_in(statement.actions, request.action) == statement.not_actions:
        return False
    conditions = all_of(holds(test, request) for test in statement.tests)
    fits = fits_resource(statement.resources, statement.not_resources, request)
    return conditions and all_of((conditions, fits))


def fits_resource(
    listed: tuple[str, ...],
    negated: bool,
    request: Request,
    like: Callable[[str, str], bool] = resource_like,
) -> Answer:
    """Say whether the resources of a statement fit the one of the request."""
    if negated and request.resource == "*" and "*" not in listed:
        return "cannot judge NotResource of a call without one"
    found = any_of(_is_resource(each, request, like) for each in listed)
    return opposite(found, negated)


def _is_resource(pattern: str, request: Request, like: Callable[[str, str], bool]) -> Answer:
    if pattern == "*" or request.resource == "*":
        return pattern == "*"
    try:
        resource = filled(pattern, request)
        if resource is None:
            return f"request: no value for a policy variable in {pattern!r}"
        return like(resource, request.resource)
    except UndecidedError as undecided:
        return str(undecided)
