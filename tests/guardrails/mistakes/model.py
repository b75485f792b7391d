"""What a mistake is, and the small changes that mistakes are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from baseline.policy.documents import Statement, values
from tests.guardrails.ground import Change

Statements = tuple[Statement, ...]


@dataclass(frozen=True)
class Caught:
    """The rows of a decision table that see a mistake, by the fields that are given."""

    theme: str
    who: str
    does: str
    others: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Mistake:
    """A guardrail written wrong: what happened to whom, and the change that makes it."""

    name: str
    story: str
    guardrail: str
    mutate: Change
    caught_by: Caught


def rewritten(sid: str, **elements: Any) -> Change:
    """Give elements of one statement other values; none takes the element away."""

    def change(statements: Statements) -> Statements:
        return tuple(_with(each, elements) if each["Sid"] == sid else each for each in statements)

    return change


def without(sid: str, element: str, *lost: str) -> Change:
    """Take entries out of a list of one statement."""

    def change(statements: Statements) -> Statements:
        (there,) = [each for each in statements if each["Sid"] == sid]
        kept = [each for each in values(there[element]) if each not in lost]  # type: ignore[literal-required]
        return rewritten(sid, **{element: kept})(statements)

    return change


def without_statement(sid: str) -> Change:
    """Take one statement away."""
    return lambda statements: tuple(each for each in statements if each["Sid"] != sid)


def replaced(old: str, new: str) -> Change:
    """Write another text wherever one stands in the statements."""
    return lambda statements: tuple(json.loads(json.dumps(statements).replace(old, new)))


def _with(statement: Statement, elements: Mapping[str, Any]) -> Statement:
    together: dict[str, Any] = {**statement, **elements}
    kept = {key: value for key, value in together.items() if value is not None}
    return cast("Statement", kept)
