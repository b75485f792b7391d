"""The emulator, which was written apart, decides every row of the tables the same way."""

from __future__ import annotations

from functools import cache

import pytest

from baseline.guardrails.bundles import policies_for
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context
from tests.guardrails.decision_table import CONTEXT, GUARDRAILS, PATHS, TABLES, Row, rows

THEMES = sorted(path.stem for path in TABLES.glob("*.yaml") if path.stem != "principals")


class _WholeContext(Context):
    """The keys of a row: it names all that its request has, so any other is absent."""

    def knows(self, key: str) -> bool:
        """Say of every key that it is known to be there or not."""
        return bool(key)


@cache
def _statements(place: str) -> tuple[policies.Statement, ...]:
    return tuple(
        statement
        for target in PATHS[place]
        for policy in policies_for(target, GUARDRAILS.get(target, ()), CONTEXT)
        for statement in policies.statements(policy.document)
    )


def _denied(row: Row) -> bool:
    request = row.request()
    keys = {
        key: value if isinstance(value, str) else [*value] for key, value in request.context.items()
    }
    access, context = Access(request.action, request.resource), _WholeContext(keys, dict)
    return any(statement.applies(access, context) for statement in _statements(row.place))


@pytest.mark.parametrize("theme", THEMES)
def test_both_evaluators_agree(theme: str) -> None:
    """Two readings of the policy language come to the table's decision for every request.

    A service-linked role is nothing a statement tells: no service control policy binds it.
    """
    for row in (each for each in rows() if each.theme == theme):
        if "service-linked" not in row.who:
            assert _denied(row) is (row.denied_by is not None), row
