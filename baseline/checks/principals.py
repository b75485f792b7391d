"""Nobody outside gets in: every principal `*` that a policy allows is bound by a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from baseline.checks.stacks import SynthesizedStack

BINDING_KEYS = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceorgid",
        "kms:calleraccount",
    }
)
"""The condition keys that say who calls.

Source: AWS global condition context keys, IAM User Guide; kms:CallerAccount, AWS KMS Developer
Guide, read 2026-11-24.
"""

BINDING_OPERATORS = ("stringequals", "stringlike", "arnequals", "arnlike")
"""The operators that fail when the key is missing, and name whom they let in."""


def public_principals(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield each statement that allows everybody, and nothing says who may come."""
    for stack in stacks:
        for place, resource in stack.resources():
            for statement in _statements(resource.get("Properties", {})):
                if _is_public(statement):
                    yield (
                        f"{place}: a statement must not allow everybody "
                        f"(got Principal * in {statement.get('Sid', 'a statement without Sid')}); "
                        "name the principals, or bind them by account, organization or source"
                    )


def _statements(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if "Statement" in value:
            found = value["Statement"]
            yield from [found] if isinstance(found, Mapping) else found
        for each in value.values():
            yield from _statements(each)
    elif isinstance(value, list):
        for each in value:
            yield from _statements(each)


def _is_public(statement: Mapping[str, Any]) -> bool:
    if statement.get("Effect") != "Allow":
        return False
    if "NotPrincipal" in statement:
        return True
    if not _names_everybody(statement.get("Principal")):
        return False
    return not any(
        key.lower() in BINDING_KEYS and "*" not in _texts(values)
        for operator, pairs in statement.get("Condition", {}).items()
        if operator.lower() in BINDING_OPERATORS
        for key, values in pairs.items()
    )


def _names_everybody(principal: Any) -> bool:
    if isinstance(principal, Mapping):
        return any("*" in _texts(each) for kind, each in principal.items() if kind != "Service")
    return bool(principal == "*")


def _texts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
