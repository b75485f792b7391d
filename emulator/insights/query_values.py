"""Values of log events as Logs Insights sees them: JSON members by their path.

Source: CloudWatch Logs User Guide, "Supported logs and discovered fields": members and array
elements are joined with dots (`resources.0.ARN`), and true and false are 1 and 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

Value = str | int | float
Row = dict[str, Value]


def row_of(record: Mapping[str, Any]) -> Row:
    """The fields of one record; its `@message` is read as JSON where it is some."""
    message = str(record.get("@message", ""))
    row: Row = {}
    if message.lstrip().startswith("{"):
        try:
            row = dict(_members(json.loads(message), ""))
        except ValueError:
            row = {}
    return row | {name: value for name, value in record.items() if value is not None}


def _members(value: Any, path: str) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _members(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _members(inner, f"{path}.{index}")
    elif isinstance(value, bool):
        yield path, int(value)
    elif isinstance(value, str | int | float):
        yield path, value


def number(value: Value | None) -> float | None:
    """A value as a number, None where it is none."""
    if value is None:
        return None
    try:
        return float(value)
    except ValueError:
        return None


def text(value: Value) -> str:
    """A value as text; whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def moment(milliseconds: float) -> str:
    """A time as results show it: UTC, to the millisecond."""
    made = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return f"{made:%Y-%m-%d %H:%M:%S}.{made.microsecond // 1000:03d}"


def order(value: Value | None) -> tuple[int, float, str]:
    """What to sort by: nothing first, numbers by size, then texts."""
    if value is None:
        return (0, 0.0, "")
    size = number(value)
    return (1, size, "") if size is not None else (2, 0.0, str(value))
