"""Calls of what a guardrail declares where no table has any, so that a fork needs none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from baseline.guardrails import Denial, Guardrail, GuardrailContext
from baseline.policy.actions import known_actions
from baseline.policy.patterns import action_like
from tests.guardrails.calls import Call


def declared_calls(
    guardrail: Guardrail, calls: Collection[Call], context: GuardrailContext
) -> Iterator[Call]:
    """Make what is declared and not among the calls; of a service without calls, all it has.

    An action is called on what its neighbours of a denial are called on, or else on what the denial
    names, and beside it.
    """
    made = {call.action for call in calls}
    services = {_service(action) for action in made}
    for denial in guardrail.denies:
        for action in sorted(_actions(denial, made, services) - made):
            for resource in sorted(_resources(denial, action, calls, context)):
                for given in sorted(_given(denial, context)):
                    yield Call(action, resource, given)


def _actions(denial: Denial, made: Collection[str], services: Collection[str]) -> set[str]:
    """List what a denial names, and every action of a service that no call is of."""
    known = [each.name for each in known_actions().values()]
    unknown = {_service(each) for each in denial.actions} - {"*", *services}
    found = {each for each in known if _service(each) in unknown}
    for pattern in denial.actions:
        if "*" not in pattern:
            found.add(pattern)
        elif not any(action_like(pattern, each) for each in made):
            found |= {each for each in known if action_like(pattern, each)}
    return found


def _resources(
    denial: Denial, action: str, calls: Collection[Call], context: GuardrailContext
) -> set[str]:
    service = _service(action)
    neighbours = {
        call.resource
        for call in calls
        if call.action in denial.actions and _service(call.action) == service
    }
    if neighbours:
        return neighbours
    named = {_example(pattern, context) for pattern in denial.resources}
    parts = (each.rpartition(":") for each in named if each != "*")
    return named | {f"{head}:other-{tail}" for head, _, tail in parts}


def _given(denial: Denial, context: GuardrailContext) -> set[tuple[tuple[str, str], ...]]:
    """List sets of context keys: none, and each that the denial names, one value a key."""
    keys = dict((*denial.when, *denial.unless))
    choices = [[(key, _example(each, context)) for each in keys[key]] for key in sorted(keys)]
    wanted = [
        [(key, _example(each, context)) for each in patterns] for key, patterns in denial.when
    ]
    return {(), *product(*choices), *product(*wanted)}


def _example(pattern: str, context: GuardrailContext) -> str:
    """Write a text that a pattern of a denial stands for."""
    if pattern == "*":
        return pattern
    filled = pattern.format(partition=context.partition, prefix=context.prefix)
    return filled.replace("*", "any")


def _service(action: str) -> str:
    return action.partition(":")[0]
