"""Reads a custom resource's properties, of which CloudFormation has made every scalar a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from .errors import SettingError

Properties = Mapping[str, Any]
Item = TypeVar("Item")


def _wrong(name: str, rule: str, value: object) -> SettingError:
    return SettingError(f"{name}: {rule} (got {value!r:.200}); correct the template, deploy again")


def text(properties: Properties, name: str) -> str:
    """Return a property that must be a text and not empty."""
    value = properties.get(name)
    if not isinstance(value, str) or not value:
        raise _wrong(name, "a text is required", value)
    return value


def texts(properties: Properties, name: str) -> tuple[str, ...]:
    """Return a property that must be a list of texts; absent is empty."""
    return _listed(properties, name, str, "texts")


def truth(properties: Properties, name: str) -> bool:
    """Return a property that must be "true" or "false"; absent is false."""
    value = properties.get(name, "false")
    if value not in ("true", "false"):
        raise _wrong(name, 'either "true" or "false" is required', value)
    return bool(value == "true")


def count(properties: Properties, name: str) -> int:
    """Return a property that must be a whole number of at least 1."""
    value = properties.get(name)
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()) or int(value) < 1:
        raise _wrong(name, "a whole number from 1 is required", value)
    return int(value)


def mapping(properties: Properties, name: str) -> dict[str, Any]:
    """Return a property that must be a mapping; absent is empty."""
    value = properties.get(name, {})
    if not isinstance(value, dict):
        raise _wrong(name, "a mapping is required", value)
    return value


def mappings(properties: Properties, name: str) -> tuple[dict[str, Any], ...]:
    """Return a property that must be a list of mappings; absent is empty."""
    return _listed(properties, name, dict, "mappings")


def _listed(properties: Properties, name: str, kind: type[Item], called: str) -> tuple[Item, ...]:
    value = properties.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise _wrong(name, f"a list of {called} is required", value)
    return tuple(value)
