"""Which actions of today act on which resources, by AWS's list, whatever policies say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from baseline.policy.actions import Action, actions_by_service, known_actions
from baseline.policy.patterns import action_like
from baseline.policy.proof.cells import meets


def idle(actions: tuple[str, ...], resources: tuple[str, ...]) -> Iterator[str]:
    """Say of each pattern that takes part in no request why: of an action, or of a resource.

    Without resources, or with all of them, an action needs but to be there.
    """
    for pattern in actions:
        if not like(pattern):
            yield f"no action of today is like {pattern}"
        elif resources and not acting((pattern,), resources):
            yield f"{pattern} acts on no such resource"
    for resource in resources:
        if not acting(actions, (resource,)):
            yield f"no such action acts on {resource}"


def acting(actions: Iterable[str], resources: Iterable[str]) -> bool:
    """Say whether an action that one of some patterns names acts on what one of others names."""
    on = tuple(resources)
    return "*" in on or any(
        meets(resource, template, as_today=True)
        for pattern in actions
        for action in like(pattern)
        for template in action.templates
        for resource in on
    )


@cache
def like(pattern: str) -> tuple[Action, ...]:
    """List the actions of today that a pattern names."""
    known = known_actions()
    if pattern == "*":
        return tuple(known.values())
    names = actions_by_service().get(pattern.partition(":")[0].lower(), ())
    return tuple(known[name] for name in names if action_like(pattern, name))
