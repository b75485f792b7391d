"""The shipped policies are read by the judge, and keep to what is safe in the language."""

from __future__ import annotations

import pytest

from baseline.guardrails import CATALOGUE, GuardrailContext
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.identity import GROUPS, IdentityContext
from baseline.policy.documents import document
from baseline.policy.parsed import ParsedStatement, parse

GUARDRAILS = GuardrailContext("aws", "baseline", ("eu-central-1", "eu-west-1"))
IDENTITY = IdentityContext("aws", "baseline", False)
RESOURCES = ResourceContext(partner_accounts=("444455556666",))
SHIPPED = {
    **{name: document(*each.statements(GUARDRAILS)) for name, each in CATALOGUE.items()},
    **{name: document(*each.statements(RESOURCES)) for name, each in RESOURCE_GUARDRAILS.items()},
    **{
        policy.name: document(*policy.statements(IDENTITY))
        for group in GROUPS.values()
        for policy in group.policies
    },
}
_ARNS = ("aws:principalarn", "aws:sourcearn")


def _read(name: str) -> tuple[ParsedStatement, ...]:
    return parse(SHIPPED[name], principal=name in RESOURCE_GUARDRAILS)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_arn_of_a_caller_is_compared_as_text(name: str) -> None:
    """Who is exempt is told by an ARN operator: as text, an asterisk spans colons.

    A path of a role may hold colons, so that a pattern of text matches a role that anybody made.
    """
    tests = [test for statement in _read(name) for test in statement.tests]
    assert [test for test in tests if test.key in _ARNS and test.operator != "ArnLike"] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_statement_has_a_name(name: str) -> None:
    """A verdict can name the statement that decided it."""
    assert all(statement.sid for statement in _read(name))


@pytest.mark.parametrize("name", RESOURCE_GUARDRAILS)
def test_resource_control_policies_name_services_that_have_them(name: str) -> None:
    """AWS ignores a resource control policy about any other service, so none is about one.

    Source: AWS Control Tower controls reference, Controls implemented with resource control
    policies, which names the first services that had them; read 2026-11-24.
    """
    services = {each.partition(":")[0] for one in _read(name) for each in one.actions}
    assert services <= {"kms", "s3", "secretsmanager", "sqs", "sts"}
    assert not any(one.not_actions for one in _read(name))
