"""Which queries and settings Data Exports takes for which table."""

from __future__ import annotations

import pytest

from emulator.refusal import RefusedError
from emulator.services.export_tables import check_query

CUR = "COST_AND_USAGE_REPORT"
FOCUS = "FOCUS_1_2_AWS"


def query(columns: str, table: str) -> str:
    """The statement of an export."""
    return " ".join(("SELECT", columns, "FROM", table))


@pytest.mark.parametrize(
    ("columns", "table", "settings"),
    [
        ("bill_payer_account_id, product", CUR, {"TIME_GRANULARITY": "HOURLY"}),
        ("line_item_resource_id", CUR, {"INCLUDE_RESOURCES": "TRUE"}),
        ("split_line_item_split_cost", CUR, {"INCLUDE_SPLIT_COST_ALLOCATION_DATA": "TRUE"}),
        ("billedcost,\n  x_usagetype", FOCUS, {"TIME_GRANULARITY": "DAILY"}),
    ],
    ids=["plain", "resources", "split costs", "focus"],
)
def test_a_query_that_fits_is_taken(columns: str, table: str, settings: dict[str, str]) -> None:
    """Columns that the table has under its settings are no reason to refuse."""
    check_query(query(columns, table), {table: settings})


@pytest.mark.parametrize(
    ("statement", "configurations", "message"),
    [
        (query("*", CUR), {}, "not a subset of the table"),
        (query("line_item_resource_id", CUR), {}, "line_item_resource_id are not"),
        (query("split_line_item_split_cost", CUR), {}, "split_line_item_split_cost are"),
        (query("a", "NOTHING"), {}, "cannot be parsed"),
        (query("", CUR), {}, "cannot be parsed"),
        (query("a", CUR), {FOCUS: {}}, f"does not read {FOCUS}"),
        (query("a", CUR), {CUR: {"INCLUDE_RESOURCES": "yes"}}, "INCLUDE_RESOURCES=yes"),
        (query("a", FOCUS), {FOCUS: {"INCLUDE_RESOURCES": "TRUE"}}, "does not take"),
    ],
    ids=["star", "resources", "split", "table", "query", "other table", "value", "setting"],
)
def test_a_query_that_does_not_fit_is_refused(
    statement: str, configurations: dict[str, dict[str, str]], message: str
) -> None:
    """A table, a column or a setting that does not exist so is named."""
    with pytest.raises(RefusedError, match=message):
        check_query(statement, configurations)
