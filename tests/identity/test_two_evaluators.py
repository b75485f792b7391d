"""The emulator, which was written apart, decides every row of the tables the same way."""

from __future__ import annotations

import pytest

from baseline.policy.decide import ALWAYS_ALLOWED, Request
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context
from tests.identity.decision_table import BESIDE, TABLES, Row, policies_of, rows

THEMES = sorted(path.stem for path in TABLES.glob("*.yaml"))


def _denied(row: Row, request: Request) -> bool:
    documents = [level.documents[0] for level in policies_of(row.group, row.first_login)]
    documents += [BESIDE[row.beside]] if row.beside else []
    keys = {
        key: [*each] if isinstance(each, tuple) else each for key, each in request.context.items()
    }
    access, context = Access(request.action, request.resource), Context(keys, dict)
    effects = {
        statement.effect
        for document in documents
        for statement in policies.statements(document)
        if statement.applies(access, context)
    }
    return "Deny" in effects or "Allow" not in effects


@pytest.mark.parametrize("theme", THEMES)
def test_both_evaluators_agree(theme: str) -> None:
    """Two readings of the policy language come to the table's decision for every request."""
    for row in (each for each in rows() if each.theme == theme):
        for request in row.requests():
            if request.action not in ALWAYS_ALLOWED:
                assert _denied(row, request) is (row.denied_by is not None), row
