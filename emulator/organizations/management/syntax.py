"""The grammar of management policies: keys, operators and values.

Source: Organizations user guide, policy syntax and inheritance for management policy types,
inheritance operators, read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .attributes import ANY_NAME, ATTRIBUTES, Node, Setting

ASSIGN, APPEND, REMOVE = "@@assign", "@@append", "@@remove"
FOR_CHILDREN = "@@operators_allowed_for_child_policies"
VALUE_SETTING = (ASSIGN, APPEND, REMOVE)
_ALLOWED_FOR_CHILDREN = frozenset({"@@all", "@@none", *VALUE_SETTING})


def problems(document: Mapping[str, Any], policy_type: str) -> list[str]:
    """What AWS would refuse a document of a management policy type for."""
    known = ATTRIBUTES.get(policy_type)
    if known is None:
        return list(_operators_anywhere(document, ""))
    if not document:
        return [f"it must hold {' or '.join(known)}"]
    return list(_problems(document, known, ""))


def _problems(given: Any, known: Node, where: str) -> Iterator[str]:
    if not isinstance(given, Mapping):
        yield f"{where}: must be an object (got {given!r})"
        return
    for key, value in given.items():
        path = f"{where}.{key}" if where else key
        if key == FOR_CHILDREN:
            yield from _for_children(value, path)
        elif isinstance(known, Setting):
            yield from _setting(key, value, known, path)
        elif key.startswith("@@"):
            yield f"{path}: no operator may stand here"
        elif (below := known.get(key, known.get(ANY_NAME))) is None:
            yield f"{path}: unknown key; known are {', '.join(known)}"
        else:
            yield from _problems(value, below, path)


def _for_children(value: Any, path: str) -> Iterator[str]:
    listed = value if isinstance(value, list) else [value]
    unknown = [one for one in listed if one not in _ALLOWED_FOR_CHILDREN]
    if unknown or not listed:
        yield f"{path}: takes {', '.join(sorted(_ALLOWED_FOR_CHILDREN))} (got {value!r})"


def _setting(operator: str, value: Any, setting: Setting, path: str) -> Iterator[str]:
    if operator not in VALUE_SETTING:
        yield f"{path}: takes an operator, one of {', '.join(VALUE_SETTING)}"
        return
    if not setting.many and operator != ASSIGN:
        yield f"{path}: only {ASSIGN} sets a single value"
    if isinstance(value, list) and not setting.many:
        yield f"{path}: takes a single value (got {value!r})"
        return
    for one in value if isinstance(value, list) else [value]:
        if problem := setting.problem(one):
            yield f"{path}: {problem} (got {one!r})"


def _operators_anywhere(given: Any, where: str) -> Iterator[str]:
    if not isinstance(given, Mapping):
        return
    for key, value in given.items():
        path = f"{where}.{key}" if where else key
        if key == FOR_CHILDREN:
            yield from _for_children(value, path)
        elif key.startswith("@@") and key not in VALUE_SETTING:
            yield f"{path}: unknown operator"
        else:
            yield from _operators_anywhere(value, path)
