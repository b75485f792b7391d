"""Actions sorted by what a set of statements says of them: those alike share one judgement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from baseline.policy.actions import Action, actions_by_service, known_actions
from baseline.policy.documents import Document, values
from baseline.policy.patterns import action_like
from baseline.review.witnesses import resource_witnesses


@dataclass(frozen=True)
class ActionClass:
    """Actions that the same statements name, and that act on the same of the named resources.

    `resources` are pairs of a pattern in those statements, none for a resource that no pattern
    is about, and one ARN of that kind.
    """

    names: tuple[str, ...]
    statements: tuple[int, ...]
    resources: tuple[tuple[str | None, str], ...]


def action_classes(statements: Sequence[Document], changed: frozenset[int]) -> list[ActionClass]:
    """Sort the known actions, and those that statements name besides, into classes.

    Actions of which no statement in `changed` speaks are left out: nothing can change for them.
    """
    named = [_named(each) for each in statements]
    classes: dict[tuple[tuple[int, ...], tuple[tuple[str | None, str], ...]], list[str]] = {}
    for name in sorted(frozenset[str]().union(*(named[index] for index in changed))):
        speaking = tuple(index for index, names in enumerate(named) if name in names)
        resources = resources_of(name, [statements[index] for index in speaking])
        classes.setdefault((speaking, resources), []).append(_written(name))
    return [
        ActionClass(tuple(names), speaking, resources)
        for (speaking, resources), names in classes.items()
    ]


def resources_of(name: str, statements: Sequence[Document]) -> tuple[tuple[str | None, str], ...]:
    """List what a request for an action may be about, as far as statements tell it apart."""
    action = known_actions().get(name.lower())
    if action is not None and not action.templates:
        return ((None, "*"),)
    return (*_told_apart(action, statements), (None, "arn:aws:other:::other"))


def speaks_of(statement: Document, name: str) -> bool:
    """Say whether a statement's Action or NotAction is about an action."""
    element = "Action" if "Action" in statement else "NotAction"
    found = any(action_like(each, name) for each in values(statement[element]))
    return found == (element == "Action")


def _told_apart(
    action: Action | None, statements: Sequence[Document]
) -> Iterator[tuple[str | None, str]]:
    seen = set()
    for statement in statements:
        for element in ("Resource", "NotResource"):
            for pattern in values(statement.get(element, [])):
                for arn in resource_witnesses(pattern):
                    if arn not in seen and (action is None or action.acts_on(arn)):
                        seen.add(arn)
                        yield pattern, arn
                        break


def _named(statement: Document) -> frozenset[str]:
    if "Action" in statement:
        return frozenset[str]().union(*map(_matching, values(statement["Action"])))
    return frozenset(known_actions()).difference(*map(_matching, values(statement["NotAction"])))


@cache
def _matching(pattern: str) -> frozenset[str]:
    """Return the actions a pattern matches, itself among them when it is a name of its own."""
    service, _, verb = pattern.lower().partition(":")
    every = known_actions() if "*" in service else actions_by_service().get(service, ())
    found = {name for name in every if action_like(pattern, name)}
    return frozenset(found if "*" in verb or "?" in verb or not verb else {*found, pattern.lower()})


def _written(name: str) -> str:
    action = known_actions().get(name)
    return name if action is None else action.name
