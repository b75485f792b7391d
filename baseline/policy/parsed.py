"""A policy document, read once: what every evaluator and every proof works on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from baseline.policy.documents import Document, values
from baseline.policy.operators import Quantifier, operator_of
from baseline.policy.refusals import VERSIONS, UndecidedError, texts, unknown_in
from baseline.policy.syntax import escaped


@dataclass(frozen=True)
class Test:
    """One context key against values: one of them is enough, for a negated operator none may be.

    `operator` is the positive one, without `IfExists` and set operator, and `key` in lower case.
    """

    key: str
    operator: str
    values: tuple[str, ...]
    negated: bool
    if_exists: bool
    quantifier: Quantifier


@dataclass(frozen=True)
class ParsedStatement:
    """One statement; its lists of actions and resources may each stand for all the others.

    In its patterns a `$` always begins a policy variable or a character as such: in a document of
    the version without variables it is written as `${$}`.
    """

    sid: str | None
    effect: Literal["Allow", "Deny"]
    actions: tuple[str, ...]
    not_actions: bool
    resources: tuple[str, ...]
    not_resources: bool
    tests: tuple[Test, ...]


def parse(document: Document, *, principal: bool = False) -> tuple[ParsedStatement, ...]:
    """Read every statement of a document; with `principal` each names the principal `*`.

    Raises:
        UndecidedError: if the document holds something unknown; it names all of it.
    """
    return _parsed(json.dumps(document), principal)


@lru_cache(maxsize=1_024)
def _parsed(text: str, principal: bool) -> tuple[ParsedStatement, ...]:
    document = json.loads(text)
    version = document.get("Version", VERSIONS[-1])
    with_variables = version == VERSIONS[0]
    found = document.get("Statement", [])
    statements = [found] if isinstance(found, dict) else found
    problems = [f"document: unknown version (got {version!r})"] if version not in VERSIONS else []
    problems += [
        f"document: unknown element {element}"
        for element in sorted(document.keys() - {"Version", "Id", "Statement"})
    ]
    for each in statements:
        problems += unknown_in(each, principal=principal, with_variables=with_variables)
    if problems:
        raise UndecidedError(problems)
    return tuple(_statement(each, with_variables) for each in statements)


def _statement(statement: dict[str, Any], with_variables: bool) -> ParsedStatement:
    action = "Action" if "Action" in statement else "NotAction"
    resource = "Resource" if "Resource" in statement else "NotResource"
    return ParsedStatement(
        sid=statement.get("Sid"),
        effect=statement["Effect"],
        actions=tuple(values(statement[action])),
        not_actions=action == "NotAction",
        resources=_patterns(values(statement[resource]), with_variables),
        not_resources=resource == "NotResource",
        tests=tuple(
            _test(name, key, texts(wanted), with_variables)
            for name, tests in statement.get("Condition", {}).items()
            for key, wanted in tests.items()
        ),
    )


def _test(name: str, key: str, wanted: list[str], with_variables: bool) -> Test:
    operator = operator_of(name)
    return Test(
        key=key.lower(),
        operator=operator.base,
        values=_patterns(wanted, with_variables) if operator.kind == "text" else tuple(wanted),
        negated=operator.negated,
        if_exists=operator.if_exists,
        quantifier=operator.quantifier,
    )


def _patterns(found: list[str], with_variables: bool) -> tuple[str, ...]:
    """Keep patterns as they are, or write a dollar sign that is mere text as such."""
    if with_variables:
        return tuple(found)
    return tuple(each.replace("$", escaped("$")) for each in found)
