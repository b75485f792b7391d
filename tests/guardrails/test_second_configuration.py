"""A quite different configuration decides the same facts, said in its names, and its own."""

from __future__ import annotations

from itertools import groupby

import pytest

from baseline.guardrails import SHIPPED
from baseline.guardrails.bundles import policies_for_targets
from tests.guardrails.decision_table import CONTEXT, Row, rows
from tests.guardrails.refused import check
from tests.guardrails.second_configuration import CONFIG, GROUND, decided, own_rows

ROWS = [*rows(), *own_rows()]
THEMES = {theme: [*group] for theme, group in groupby(ROWS, lambda row: row.theme)}


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_rows_are_decided_as_written(theme: list[Row]) -> None:
    """Each request is denied by the statement that the table names, or allowed."""
    wrong = {
        str(row): (found.sid, row.denied_by)
        for row in theme
        if ((found := decided(row)).denied, found.sid) != (row.denied_by is not None, row.denied_by)
    }
    assert wrong == {}


def test_it_is_quite_different() -> None:
    """Partition, prefix, regions, depth and exemptions differ; every guardrail stands somewhere."""
    context = GROUND.context
    assert (context.partition, len(context.allowed_regions)) == ("aws-us-gov", 1)
    assert context.prefix != CONTEXT.prefix
    assert len(context.exemptions) == 2
    assert max(each.depth for each in CONFIG.placed_units()) == 3
    assert {name for names in GROUND.guardrails.values() for name in names} == set(SHIPPED)


def test_its_policies_fit() -> None:
    """Two exempt roles and the longer partition leave every policy within the older quotas."""
    assert check(policies_for_targets(GROUND.guardrails, GROUND.context)) == []
