"""What resource control guardrails let through and refuse, row by row."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest

from baseline.guardrails import CATALOGUE
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceGuardrail
from baseline.guardrails.resource.model import filled
from baseline.policy.actions.resource_control import supporting_services
from baseline.policy.documents import values
from baseline.policy.request import Request
from tests.guardrails.resource_decision_table import (
    CONTEXT,
    OVER,
    RESOURCES,
    ResourceRow,
    callers,
    judged,
    resource_rows,
)

GUARDRAILS = pytest.mark.parametrize(
    "guardrail", RESOURCE_GUARDRAILS.values(), ids=list(RESOURCE_GUARDRAILS)
)


@pytest.mark.parametrize("row", resource_rows(), ids=str)
def test_row(row: ResourceRow) -> None:
    """Each call is refused by the statement that the row names, or goes through."""
    found = judged(row.request())
    assert (found.denied, found.sid) == (row.denied_by is not None, row.denied_by)


@GUARDRAILS
def test_a_guardrail_taken_away_fails_a_row(guardrail: ResourceGuardrail) -> None:
    """Each row that a guardrail denies goes through, or is denied by another, without it."""
    others = [name for name in RESOURCE_GUARDRAILS if name != guardrail.name]
    own = [row for row in resource_rows() if row.denied_by == guardrail.sid]
    assert own
    assert all(judged(row.request(), others).sid != guardrail.sid for row in own)
    assert any(not judged(row.request(), others).denied for row in own)


@GUARDRAILS
def test_a_guardrail_denies_what_it_says(guardrail: ResourceGuardrail) -> None:
    """What is declared is what is denied: for every caller, with and without encryption."""
    (denial,) = guardrail.denies
    for action, (who, keys), (over, transport) in product(
        denial.actions, callers().items(), OVER.items()
    ):
        context = {**keys, **transport}
        told = all(
            key in context and (_matches(context[key], patterns)) for key, patterns in denial.when
        ) and not any(_matches(context.get(key), patterns) for key, patterns in denial.unless)
        request = Request(action, RESOURCES[action.partition(":")[0]], context)
        expected = told and who != "service-linked-role"
        assert judged(request, [guardrail.name]).denied == expected, f"{action} {who} {over}"


def _matches(value: str | None, patterns: tuple[str, ...]) -> bool:
    wanted = filled(patterns, CONTEXT)
    return value is not None and ("*" in wanted or value in wanted)


@GUARDRAILS
def test_a_guardrail_is_known_by_its_name(guardrail: ResourceGuardrail) -> None:
    """Sid, reason, price, source: the same form as for service control policies."""
    assert guardrail.sid == guardrail.name.title().replace("_", "")
    assert guardrail.name not in CATALOGUE
    assert guardrail.sid not in {each.sid for each in CATALOGUE.values()}
    assert guardrail.why.endswith(".")
    assert guardrail.breaks.endswith(".")
    assert re.search(r"20\d\d-\d\d-\d\d$", guardrail.source)


@GUARDRAILS
def test_statements_are_what_aws_takes(guardrail: ResourceGuardrail) -> None:
    """Only denials, for everybody, of services that support it; no missing key opens a hole."""
    for statement in guardrail.statements(CONTEXT):
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
        assert statement["Sid"].startswith(guardrail.sid)
        assert json.dumps(statement).isascii()
        services = {each.partition(":")[0] for each in values(statement["Action"])}
        assert services <= supporting_services()
        assert {"s3", "kms", "sqs", "secretsmanager", "sts"} == services
        for operator in statement["Condition"]:
            assert "Not" not in operator or operator.endswith("IfExists")
