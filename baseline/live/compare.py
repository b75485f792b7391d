"""Brings a property as a template sets it and as a service shows it into one form.

CloudFormation and the services write the same value in different ways: numbers as text, a list of
one as a single text, sets in any order. Forms differ only where AWS gives the value no meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Elements of a policy statement where one text and a list of it mean the same, in any order.
#: Source: IAM User Guide, "Grammar of the IAM JSON policy language".
_TEXT_SETS = frozenset({"Action", "NotAction", "Resource", "NotResource"})
_MAPS_OF_TEXT_SETS = frozenset({"Principal", "NotPrincipal"})


def plain(value: Any) -> Any:
    """Write every scalar as the text that CloudFormation passes on."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def as_set(value: Any) -> Any:
    """Order a list whose order means nothing."""
    return sorted(plain(value), key=repr) if isinstance(value, list | tuple) else plain(value)


def as_tags(value: Any) -> Any:
    """Write tags, a list of pairs or a mapping, as a mapping without those AWS adds itself."""
    if isinstance(value, list):
        value = {tag["Key"]: tag["Value"] for tag in value}
    if not isinstance(value, Mapping):
        return plain(value)
    return {key: plain(each) for key, each in value.items() if not key.startswith("aws:")}


def as_policy(value: Any) -> Any:
    """Write a policy document with every set of texts as a sorted list."""
    if not isinstance(value, Mapping) or "Statement" not in value:
        return plain(value)
    statements = value["Statement"]
    listed = statements if isinstance(statements, list) else [statements]
    return {**plain(value), "Statement": [_statement(plain(each)) for each in listed]}


def part_of(value: Any, template: Any) -> Any:
    """Keep of a mapping only what the template sets, where services add their own defaults."""
    if isinstance(value, Mapping) and isinstance(template, Mapping):
        return {key: part_of(each, template[key]) for key, each in value.items() if key in template}
    return value


def _statement(statement: Any) -> Any:
    if not isinstance(statement, Mapping):
        return statement
    return {key: _element(key, each) for key, each in statement.items()}


def _element(name: str, value: Any) -> Any:
    if name in _TEXT_SETS:
        return _texts(value)
    if name in _MAPS_OF_TEXT_SETS and isinstance(value, Mapping):
        return {key: _texts(each) for key, each in value.items()}
    if name == "Condition" and isinstance(value, Mapping):
        return {
            operator: {key: _texts(each) for key, each in keys.items()}
            for operator, keys in value.items()
        }
    return value


def _texts(value: Any) -> Any:
    return sorted(value, key=repr) if isinstance(value, list) else [value]
