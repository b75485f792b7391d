"""Statements of a policy document, and whether one applies to an access."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import conditions, patterns
from .access import Access
from .context import Context


class UnjudgeableError(Exception):
    """A policy that applies cannot be judged, so the request is refused."""


@dataclass(frozen=True)
class Statement:
    """One statement; `variables` tells whether `${...}` is a variable in it."""

    sid: str
    effect: str
    elements: Mapping[str, Any]
    variables: bool

    def applies(self, access: Access, context: Context) -> bool:
        """Whether action, resource and condition all match; the principal is not asked.

        Raises:
            UnjudgeableError: for a condition that the emulator cannot judge.
        """
        return (
            self._action_matches(access.action)
            and self._resource_matches(access.resource, context)
            and self._condition_holds(context)
        )

    def _action_matches(self, action: str) -> bool:
        negated = "NotAction" in self.elements
        listed = texts(self.elements["NotAction" if negated else "Action"])
        found = any(patterns.matches(action, like, ignore_case=True) for like in listed)
        return found != negated

    def _resource_matches(self, resource: str, context: Context) -> bool:
        negated = "NotResource" in self.elements
        if not negated and "Resource" not in self.elements:
            return True
        listed = texts(self.elements["NotResource" if negated else "Resource"])
        expanded = [patterns.expand(text, self._lookup(context)) for text in listed]
        found = any(like is not None and patterns.matches(resource, like) for like in expanded)
        return found != negated

    def _condition_holds(self, context: Context) -> bool:
        lookup = self._lookup(context)
        unknown = []
        for operator, keys in self.elements.get("Condition", {}).items():
            for key, values in keys.items():
                if not context.knows(key):
                    unknown.append(key)
                    continue
                wanted = [patterns.expand(text, lookup) for text in texts(values)]
                try:
                    if not conditions.holds(operator, context.get(key), wanted):
                        return False
                except conditions.UnknownOperatorError as problem:
                    raise UnjudgeableError(
                        f"statement {self.sid or '(no Sid)'}: {problem}"
                    ) from None
        if unknown:
            raise UnjudgeableError(
                f"statement {self.sid or '(no Sid)'} tests {', '.join(unknown)}, "
                "which the emulator cannot fill in"
            )
        return True

    def _lookup(self, context: Context) -> patterns.Lookup | None:
        return context.single if self.variables else None


def statements(document: Any) -> tuple[Statement, ...]:
    """Read a document, given as JSON or as a mapping.

    Raises:
        UnjudgeableError: if it is no policy.
    """
    text = document if isinstance(document, str) else json.dumps(document)
    return _parsed(text) if text else ()


@lru_cache(maxsize=512)
def _parsed(text: str) -> tuple[Statement, ...]:
    try:
        document = json.loads(text)
    except ValueError as problem:
        raise UnjudgeableError(f"it is not JSON ({problem})") from problem
    if not isinstance(document, dict):
        raise UnjudgeableError("it is not a JSON object")
    listed = document.get("Statement", [])
    variables = document.get("Version") == "2012-10-17"
    return tuple(
        _statement(one, variables) for one in (listed if isinstance(listed, list) else [listed])
    )


def _statement(elements: Any, variables: bool) -> Statement:
    if not isinstance(elements, dict):
        raise UnjudgeableError("a statement is not a JSON object")
    sid, effect = str(elements.get("Sid", "")), elements.get("Effect")
    if effect not in ("Allow", "Deny"):
        raise UnjudgeableError(f"statement {sid}: Effect is neither Allow nor Deny")
    if ("Action" in elements) == ("NotAction" in elements):
        raise UnjudgeableError(f"statement {sid}: it needs either Action or NotAction")
    if "Resource" in elements and "NotResource" in elements:
        raise UnjudgeableError(f"statement {sid}: Resource and NotResource exclude each other")
    condition = elements.get("Condition", {})
    if not isinstance(condition, dict) or not all(isinstance(k, dict) for k in condition.values()):
        raise UnjudgeableError(f"statement {sid}: Condition is not a map of maps")
    return Statement(sid, effect, elements, variables)


def texts(value: Any) -> list[str]:
    """One value or a list of them, as texts; JSON's true is the text `true`."""
    listed: Iterable[Any] = value if isinstance(value, list) else [value]
    return [str(item).lower() if isinstance(item, bool) else str(item) for item in listed]
