"""From the calls of a promise to scopes: who calls what, with the words filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from baseline.policy.actions import actions_by_service, known_actions
from baseline.policy.decide import SERVICE_LINKED_ROLES
from baseline.policy.documents import Condition
from baseline.policy.proof.cells import meets
from baseline.policy.proof.questions import Scope
from baseline.promises.model import Caller, Calls, Promise
from baseline.promises.words import Words, joined

UNBOUND: Condition = {"ArnNotLike": {"aws:PrincipalArn": [SERVICE_LINKED_ROLES]}}
"""Everybody but service-linked roles, which no control policy binds."""

MEMBER: Condition = {
    "ArnLike": {"aws:PrincipalArn": ["arn:*:iam::*:user/*"]},
    "Null": {"aws:username": ["false"]},
}
"""Members of a group are IAM users, and AWS gives their names to conditions."""

READING = frozenset({"List", "Read"})
"""The access levels of actions that change nothing."""

ROLE_CHANGES = (
    "iam:Attach*",
    "iam:Create*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:PassRole",
    "iam:Put*",
    "iam:Set*",
    "iam:Tag*",
    "iam:Untag*",
    "iam:Update*",
)
"""By what one comes to act as a role, or makes one with its name: any step but assuming it."""


def scopes(
    calls: Iterable[Calls], words: Words, callers: Condition | None = None
) -> Iterator[Scope]:
    """Write the scope of each of the calls, made by whoever meets the condition.

    Calls that need a value out of an empty list are none.
    """
    for each in calls:
        condition = words.condition(joined([each.condition, callers or {}]))
        if all(values for tests in condition.values() for values in tests.values()):
            yield Scope(
                actions=_actions(each, words),
                not_actions=bool(each.not_actions),
                resources=words.filled(each.not_resources or each.resources),
                not_resources=bool(each.not_resources),
                conditions=condition,
            )


def kept_away(
    promise: Promise, callers: Mapping[str, Caller], spared: Sequence[str] = ()
) -> tuple[tuple[Calls, ...], Condition]:
    """Say which calls a promise that something is denied means, and whom it denies them.

    `spared` are the ARNs of roles that the configuration exempts.
    """
    if promise.kind == "becomes":
        calls = (becoming(callers[name] for name in promise.callers),)
        return calls, not_made_by(promise.but, callers)
    if promise.callers:
        return promise.calls, made_by(promise.callers, callers)
    return promise.calls, not_made_by(promise.but, callers, spared)


def becoming(callers: Iterable[Caller]) -> Calls:
    """Name every step by which somebody makes or takes over a role with one of these ARNs."""
    arns = tuple(arn for caller in callers for arn in caller.arns)
    return Calls(actions=ROLE_CHANGES, resources=arns, every_write=True)


def made_by(names: Sequence[str], callers: Mapping[str, Caller]) -> Condition:
    """Write the condition that one of these callers meets, and nobody else.

    Raises:
        ValueError: if they differ by more than their ARNs.
    """
    meant = [callers[name] for name in names]
    if any(each.condition != meant[0].condition for each in meant):
        raise ValueError(f"callers with other conditions: {', '.join(names)}")
    arns = [arn for each in meant for arn in each.arns]
    return joined([{"ArnLike": {"aws:PrincipalArn": arns}}, meant[0].condition])


def not_made_by(
    names: Sequence[str], callers: Mapping[str, Caller], spared: Sequence[str] = ()
) -> Condition:
    """Write the condition that everybody meets but these callers and service-linked roles.

    `spared` are the ARNs of further roles.
    """
    others: list[Mapping[str, Mapping[str, Sequence[str]]]] = [UNBOUND]
    if spared:
        others.append({"ArnNotLike": {"aws:PrincipalArn": list(spared)}})
    for name in names:
        caller = callers[name]
        others.append(caller.but or {"ArnNotLike": {"aws:PrincipalArn": list(caller.arns)}})
    return joined(others)


def _actions(calls: Calls, words: Words) -> tuple[str, ...]:
    """List the actions, with what else writes to such resources as of the snapshot's day."""
    if calls.not_actions:
        return words.filled(calls.not_actions)
    actions = words.filled(calls.actions)
    if not calls.every_write:
        return actions
    left = {name.lower() for name in words.filled(calls.leaves)}
    patterns = words.filled(calls.resources)
    services = sorted({action.partition(":")[0] for action in actions})
    written = (name for service in services for name in writing(service, patterns))
    return actions + tuple(name for name in written if name.lower() not in left)


def writing(service: str, patterns: Iterable[str]) -> Iterator[str]:
    """Name the actions of a service that write to what one of the patterns matches, as of today."""
    resources = tuple(patterns)
    for name in actions_by_service().get(service, ()):
        action = known_actions()[name]
        if not READING.issuperset(action.access_level.split(", ")) and any(
            pattern == "*" or meets(pattern, template)
            for pattern in resources
            for template in action.templates or ("",)
        ):
            yield action.name
