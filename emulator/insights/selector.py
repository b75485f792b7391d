"""Property selectors of JSON filter patterns: `$.userIdentity.arn`, `$.resources[*].ARN`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_STEP = re.compile(
    r"""\.(?P<name>[A-Za-z0-9_-]+)|(?P<every>\.\*|\[\*\])|\[(?P<index>\d+)\]"""
    r"""|\.?\[(?P<quote>['"])(?P<quoted>[^'"]+)(?P=quote)\]"""
)

Step = str | int | None
"""A member's name, an element's index, or None for every member or element."""


class SelectorError(ValueError):
    """The text is no property selector."""


def parse(text: str) -> tuple[Step, ...]:
    """Read a selector.

    Raises:
        SelectorError: saying from where on it cannot be read.

    Source: CloudWatch Logs User Guide, "Using filter patterns to match terms in JSON log
    events": names of letters, digits, hyphens and underscores; one wildcard in a selector.
    """
    if not text.startswith("$"):
        raise SelectorError(f"a property selector begins with $ (got '{text}')")
    steps: list[Step] = []
    position = 1
    while position < len(text):
        found = _STEP.match(text, position)
        if found is None:
            raise SelectorError(f"cannot read a property selector from '{text[position:]}' on")
        steps.append(_step(found))
        position = found.end()
    if not steps:
        raise SelectorError("a property selector names a property (got '$')")
    if steps.count(None) > 1:
        raise SelectorError(f"a property selector takes one wildcard (got '{text}')")
    return tuple(steps)


def _step(found: re.Match[str]) -> Step:
    if found["index"] is not None:
        return int(found["index"])
    if found["every"] is not None:
        return None
    return found["name"] or found["quoted"]


def values(event: Any, steps: tuple[Step, ...]) -> list[Any]:
    """Every value a selector points to; none where the property does not exist."""
    found = [event]
    for step in steps:
        found = [value for held in found for value in _of(held, step)]
    return found


def _of(held: Any, step: Step) -> list[Any]:
    if step is None:
        if isinstance(held, Mapping):
            return list(held.values())
        return list(held) if isinstance(held, list) else []
    if isinstance(step, int):
        return [held[step]] if isinstance(held, list) and step < len(held) else []
    return [held[step]] if isinstance(held, Mapping) and step in held else []
