"""Narrows two values to where they differ, so that a long policy shows its one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

ABSENT = "(nothing)"


@dataclass(frozen=True)
class Difference:
    """A place inside a value, empty for the whole, and how each side reads there."""

    place: str
    expected: str
    found: str


def differences(expected: object, found: object, place: str = "") -> Iterator[Difference]:
    """Yield the smallest parts of two values that differ; nothing when they are equal."""
    if expected == found:
        return
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys(), key=str):
            yield from _inside(expected, found, key, f"{place}.{key}" if place else str(key))
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, (left, right) in enumerate(zip(expected, found, strict=True)):
            yield from differences(left, right, f"{place}[{index}]")
    elif isinstance(expected, list) and isinstance(found, list):
        missing, extra = _without(expected, found), _without(found, expected)
        if missing or extra:
            yield Difference(place, shown(missing), shown(extra))
        else:
            yield Difference(place, shown(expected), shown(found))
    else:
        yield Difference(place, shown(expected), shown(found))


def _without(items: list[object], others: list[object]) -> list[object] | None:
    """Return the items that are not among the others; None for none."""
    return [item for item in items if item not in others] or None


def _inside(
    expected: dict[object, object], found: dict[object, object], key: object, place: str
) -> Iterator[Difference]:
    if key in expected and key in found:
        yield from differences(expected[key], found[key], place)
    elif key in expected:
        yield Difference(place, shown(expected[key]), ABSENT)
    else:
        yield Difference(place, ABSENT, shown(found[key]))


def shown(value: object) -> str:
    """Write a value on one line: text as it is, everything else as JSON."""
    if value is None:
        return ABSENT
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
