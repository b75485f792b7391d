"""Whether one statement speaks of a request."""

from __future__ import annotations

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
    return conditions and all_of((conditions, fits_resource(statement, request)))


def fits_resource(statement: ParsedStatement, request: Request) -> Answer:
    """Say whether the statement's resources fit the one of the request."""
    listed = statement.resources
    if listed == ("*",):
        return not statement.not_resources
    if statement.not_resources and request.resource == "*" and "*" not in listed:
        return f"statement {statement.sid}: cannot judge NotResource of a call without one"
    found = any_of(_is_resource(each, request) for each in listed)
    return opposite(found, statement.not_resources)


def _is_resource(pattern: str, request: Request) -> Answer:
    try:
        resource = filled(pattern, request)
        if resource is None:
            return f"request: no value for a policy variable in {pattern!r}"
        return resource_like(resource, request.resource)
    except UndecidedError as undecided:
        return str(undecided)
