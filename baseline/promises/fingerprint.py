"""Tells levels apart by what they can say about a question."""

from __future__ import annotations

import json

from baseline.policy.decide import Level
from baseline.policy.documents import Document, values
from baseline.policy.proof.action_classes import speaks_of


def fingerprint(level: Level, services: frozenset[str] = frozenset()) -> str:
    """Write the statements of a level that can speak of these services, of all without any."""
    statements = [each for document in level.documents for each in document["Statement"]]
    return json.dumps([each for each in statements if _speaks(each, services)], sort_keys=True)


def _speaks(statement: Document, services: frozenset[str]) -> bool:
    return any(speaks_of(each, services) for each in values(statement.get("Action", "*")))
