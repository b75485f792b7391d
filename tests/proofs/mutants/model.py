"""What a mutant is: a shipped organization with one thing wrong, and who would notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from baseline.config.guardrail_context import guardrail_context
from baseline.guardrails import CATALOGUE
from baseline.policy.decide import Level, Request
from baseline.policy.documents import Document, Statement
from baseline.promises.subject import Subject

Change = Callable[[tuple[Statement, ...]], tuple[Statement, ...]]


@dataclass(frozen=True)
class Mutant:
    """A mistake, the promise that it breaks, and a request that shows it.

    `place` is a target's key, `group <name>` or `role <name>`; the request is decided otherwise
    there than in the shipped organization. A mutant without a request moves what stands where.
    """

    name: str
    story: str
    promise: str
    mutate: Callable[[Subject], Subject]
    place: str
    request: Request | None = None


def in_guardrail(
    name: str, change: Change, at: tuple[str, ...] | None = None
) -> Callable[[Subject], Subject]:
    """Change the statements of one guardrail, wherever it stands or at some targets."""

    def mutate(subject: Subject) -> Subject:
        own = CATALOGUE[name].statements(guardrail_context(subject.config))
        sids = {each["Sid"] for each in own}
        control = {
            target: tuple(
                _changed(each, sids, change) if at is None or target in at else each
                for each in documents
            )
            for target, documents in subject.control.items()
        }
        return replace(subject, control=control)

    return mutate


def in_group(name: str, policy: str, change: Change) -> Callable[[Subject], Subject]:
    """Change the statements of one policy of a group."""

    def mutate(subject: Subject) -> Subject:
        levels = tuple(
            Level(each.name, [_changed(one, None, change) for one in each.documents])
            if each.name == policy
            else each
            for each in subject.identity[name]
        )
        return replace(subject, identity={**subject.identity, name: levels})

    return mutate


def in_trust(role: str, change: Change) -> Callable[[Subject], Subject]:
    """Change the statements of a role's trust policy."""

    def mutate(subject: Subject) -> Subject:
        changed = _changed(subject.trusts[role], None, change)
        return replace(subject, trusts={**subject.trusts, role: changed})

    return mutate


def in_resource_controls(change: Change) -> Callable[[Subject], Subject]:
    """Change the statements of every resource control policy."""

    def mutate(subject: Subject) -> Subject:
        resource = {
            target: tuple(_changed(each, None, change) for each in documents)
            for target, documents in subject.resource.items()
        }
        return replace(subject, resource=resource)

    return mutate


def moved(key: str, parent: str) -> Callable[[Subject], Subject]:
    """Hang a unit below another parent."""
    return lambda subject: replace(subject, parents={**subject.parents, key: parent})


def _changed(document: Document, sids: set[str] | None, change: Change) -> Document:
    """Change the statements with these Sids, which stay where the first of them was."""
    statements: list[Statement] = list(document["Statement"])
    meant = [each for each in statements if sids is None or each["Sid"] in sids]
    if not meant:
        return document
    first = statements.index(meant[0])
    others = [each for each in statements if each not in meant]
    together = [*others[:first], *change(tuple(meant)), *others[first:]]
    return {**document, "Statement": together}


def by_name(*groups: tuple[Mutant, ...]) -> Mapping[str, Mutant]:
    """Put mutants together; no two share a name."""
    mutants = [each for group in groups for each in group]
    found = {each.name: each for each in mutants}
    assert len(found) == len(mutants)
    return found
