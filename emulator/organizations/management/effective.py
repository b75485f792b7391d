"""How management policies along an account's path make its effective policy.

AWS does not tell which of two policies on one target wins: here the one attached later.

Source: Organizations user guide, policy syntax and inheritance for management policy types,
inheritance operators, read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .syntax import APPEND, ASSIGN, FOR_CHILDREN, VALUE_SETTING

_ALL = frozenset(VALUE_SETTING)


@dataclass
class _Node:
    """One key of the effective policy; `allowed` are the operators levels below may use."""

    value: Any = None
    children: dict[str, _Node] = field(default_factory=dict)
    allowed: frozenset[str] = _ALL

    def plain(self) -> Any:
        """The value without operators; None where nothing below has one."""
        if self.value is not None:
            return self.value
        found = {key: child.plain() for key, child in self.children.items()}
        return {key: value for key, value in found.items() if value is not None} or None


def merged(levels: Iterable[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Merge the documents of each level, the root's first.

    What a level above does not allow is ignored: a value-setting operator where its setting is
    limited, a new key where the key above it lets nothing be assigned.
    """
    root = _Node()
    for documents in levels:
        limits: list[tuple[_Node, frozenset[str]]] = []
        for document in documents:
            _apply(root, document, limits)
        # They bind the levels below, not the policies beside them.
        for node, allowed in limits:
            node.allowed &= allowed
    return root.plain() or {}


def _apply(
    node: _Node, given: Mapping[str, Any], limits: list[tuple[_Node, frozenset[str]]]
) -> None:
    for key, value in given.items():
        if key == FOR_CHILDREN:
            limits.append((node, _allowed(value)))
        elif key in VALUE_SETTING:
            if key in node.allowed:
                node.value = _changed(node.value, key, value)
        elif key in node.children:
            _apply(node.children[key], value, limits)
        elif ASSIGN in node.allowed:
            _apply(node.children.setdefault(key, _Node()), value, limits)


def _allowed(value: Any) -> frozenset[str]:
    listed = value if isinstance(value, list) else [value]
    return _ALL if "@@all" in listed else _ALL & frozenset(listed)


def _changed(before: Any, operator: str, value: Any) -> Any:
    if operator == ASSIGN:
        return value
    held = list(before or [])
    listed = value if isinstance(value, list) else [value]
    if operator == APPEND:
        return held + [one for one in listed if one not in held]
    return [one for one in held if one not in listed]
