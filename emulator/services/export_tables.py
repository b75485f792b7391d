"""Which columns a table of Data Exports has under which configuration.

Source: AWS Data Exports user guide, "Table dictionary": the tables, the settings of each and the
columns that a setting adds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..refusal import refuse

_QUERY = re.compile(r"SELECT (?P<columns>.+) FROM (?P<table>\w+)", re.IGNORECASE)
_COLUMN = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)?(?: as [a-z0-9_]+)?")
_SWITCH = frozenset({"TRUE", "FALSE"})
_GRANULARITY = frozenset({"HOURLY", "DAILY", "MONTHLY"})

# The values a setting takes; None stands for any text.
_SETTINGS: Mapping[str, Mapping[str, frozenset[str] | None]] = {
    "COST_AND_USAGE_REPORT": {
        "TIME_GRANULARITY": _GRANULARITY,
        "INCLUDE_RESOURCES": _SWITCH,
        "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY": _SWITCH,
        "INCLUDE_SPLIT_COST_ALLOCATION_DATA": _SWITCH,
        "BILLING_VIEW_ARN": None,
    },
    "FOCUS_1_2_AWS": {"TIME_GRANULARITY": _GRANULARITY, "BILLING_VIEW_ARN": None},
    "FOCUS_1_0_AWS": {"TIME_GRANULARITY": _GRANULARITY, "BILLING_VIEW_ARN": None},
    "COST_OPTIMIZATION_RECOMMENDATIONS": {
        "FILTER": None,
        "INCLUDE_ALL_RECOMMENDATIONS": _SWITCH,
    },
    "CARBON_EMISSIONS": {},
}


def check_query(statement: str, configurations: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse a query and settings that do not fit each other.

    Raises:
        RefusedError: for the first thing that does not fit.
    """
    query = _QUERY.fullmatch(" ".join(statement.split()))
    if query is None or query["table"] not in _SETTINGS:
        raise refuse("ValidationException", "The query statement cannot be parsed.")
    table = query["table"]
    _check_settings(table, configurations)
    settings = configurations.get(table, {})
    columns = [column.strip().lower() for column in query["columns"].split(",")]
    outside = [
        column
        for column in columns
        if not _COLUMN.fullmatch(column)
        or (_setting_of(table, column) and settings.get(_setting_of(table, column)) != "TRUE")
    ]
    if outside:
        raise refuse(
            "ValidationException",
            f"Columns {', '.join(outside)} are not a subset of the table {table}.",
        )


def _check_settings(table: str, configurations: Mapping[str, Mapping[str, str]]) -> None:
    others = sorted(set(configurations) - {table})
    if others:
        raise refuse("ValidationException", f"The query does not read {', '.join(others)}.")
    for name, value in configurations.get(table, {}).items():
        allowed = _SETTINGS[table].get(name, frozenset())
        if allowed is not None and value not in allowed:
            raise refuse("ValidationException", f"Table {table} does not take {name}={value}.")


def _setting_of(table: str, column: str) -> str:
    """The setting a column exists under, empty for one that is always there."""
    if table != "COST_AND_USAGE_REPORT":
        return ""
    if column == "line_item_resource_id":
        return "INCLUDE_RESOURCES"
    return "INCLUDE_SPLIT_COST_ALLOCATION_DATA" if column.startswith("split_line_item_") else ""
