"""Tells levels apart by what they can say about a question."""

from __future__ import annotations

import json

from baseline.policy.decide import Level
from baseline.policy.documents import Document, values
from baseline.policy.proof.questions import Scope


def services_of(scope: Scope) -> frozenset[str] | None:
    """List the services of a scope's actions; none if it may be any."""
    if scope.not_actions or "*" in scope.actions:
        return None
    return frozenset(each.partition(":")[0].lower() for each in scope.actions)


def fingerprint(level: Level, services: frozenset[str] | None = None) -> str:
    """Write the statements of a level that can speak of these services, of all without any."""
    statements = [each for document in level.documents for each in document["Statement"]]
    spoken = [each for each in statements if services is None or _speaks(each, services)]
    return json.dumps(spoken, sort_keys=True)


def _speaks(statement: Document, services: frozenset[str]) -> bool:
    named = (each.partition(":")[0].lower() for each in values(statement.get("Action", "*")))
    return any(each == "*" or each in services for each in named)
