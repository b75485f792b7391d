"""What a request for an action may be about, and which statements speak of the action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baseline.policy.actions import Action, known_actions
from baseline.policy.documents import Document, values
from baseline.policy.patterns import action_like
from baseline.review.witnesses import resource_witnesses


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
