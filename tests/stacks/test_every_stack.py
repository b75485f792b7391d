"""What every stack of every configuration has in common."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.assemblies import (
    ACCOUNT_ID,
    BILLING,
    CONFIGURATIONS,
    assembly,
    nodes,
    outside_accounts,
    stacks_of,
)

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
EVERY = pytest.mark.parametrize(
    ("name", "stack"), [(name, stack) for name in CONFIGURATIONS for stack in stacks_of(name)]
)
LIMIT_RESOURCES = 450
"""Leaves room below CloudFormation's 500."""
LIMIT_OUTPUTS = 100
"""Half of CloudFormation's 200."""
LIMIT_TEMPLATE_BYTES = 1_000_000
"""What CloudFormation accepts from S3. Source: CloudFormation quotas, read 2026-11-24."""


@CONFIGURED
def test_stacks(name: str) -> None:
    """There are these stacks, named after the prefix, and no other template."""
    made = assembly(name)
    assert {path.name for path in made.folder.glob("*.template.json")} == {
        f"{stack}.template.json" for stack in stacks_of(name)
    }
    for stack in stacks_of(name):
        stack_name = made.artifact(stack)["properties"]["stackName"]
        kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stack).lower()
        assert stack_name == f"{made.config.prefix}-{kebab}"


@EVERY
def test_termination_protection(name: str, stack: str) -> None:
    """Nobody deletes a stack by accident."""
    assert assembly(name).artifact(stack)["properties"]["terminationProtection"] is True


@EVERY
def test_environment(name: str, stack: str) -> None:
    """A stack goes to the home region, or to that of billing, of the account the caller is in."""
    made = assembly(name)
    region = "us-east-1" if stack in BILLING else made.config.home_region
    assert made.artifact(stack)["environment"] == f"aws://unknown-account/{region}"


@CONFIGURED
def test_order(name: str) -> None:
    """Guardrails wait for the organization, accounts for the guardrails, billing for all."""
    made = assembly(name)
    waits = {
        stack: {each for each in made.artifact(stack)["dependencies"] if each in stacks_of(name)}
        for stack in stacks_of(name)
    }
    assert waits["Organization"] == set()
    assert waits["Guardrails"] == {"Organization"}
    assert waits["LogArchive"] == {"Organization"}
    assert "LogArchive" in waits["Audit"]
    assert waits["Access"] == {"Organization"}
    assert "Guardrails" in waits["Accounts"]
    assert waits["BillingStorage"] == set(stacks_of(name)) - set(BILLING)
    assert waits["Billing"] == {"BillingStorage"}


@EVERY
def test_tags(name: str, stack: str) -> None:
    """A stack carries the tags of the configuration."""
    made = assembly(name)
    assert made.artifact(stack)["properties"].get("tags", {}) == dict(made.config.tags)


@EVERY
def test_size(name: str, stack: str) -> None:
    """A stack keeps its distance from the quotas of CloudFormation."""
    made = assembly(name)
    template = made.template(stack)
    assert len(template["Resources"]) <= LIMIT_RESOURCES
    assert len(template.get("Outputs", {})) <= LIMIT_OUTPUTS
    size_bytes = (made.folder / f"{stack}.template.json").stat().st_size
    assert size_bytes <= LIMIT_TEMPLATE_BYTES


@EVERY
def test_account_ids(name: str, stack: str) -> None:
    """No template names an account, but partners and AWS's own where the configuration says so."""
    made = assembly(name)
    named = outside_accounts(made.config) if stack == "Guardrails" else set()
    found = {
        each
        for each in nodes(made.template(stack))
        if isinstance(each, str) and ACCOUNT_ID.search(each)
    }
    assert found == named


@EVERY
def test_exports(name: str, stack: str) -> None:
    """Stacks share no exports, which would hold a removed unit fast."""
    template = assembly(name).template(stack)
    assert not [each for each in template.get("Outputs", {}).values() if "Export" in each]
    assert "Fn::ImportValue" not in nodes(template)


@CONFIGURED
def test_shared_values(name: str) -> None:
    """Every value that a stack reads was published by the organization's stack."""
    made = assembly(name)
    published = {
        each["Properties"].get("Name") or each["Properties"]["Parameter"]
        for kind in ("AWS::SSM::Parameter", "Custom::BaselineAccountsRound")
        for each in made.resources("Organization", kind).values()
    }
    read = {
        parameter["Default"]
        for stack in ("Guardrails", "Accounts", "LogArchive", "Audit")
        for parameter in _looked_up(made.template(stack))
    }
    assert read == published


def _looked_up(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        each
        for each in template["Parameters"].values()
        if each["Type"] == "AWS::SSM::Parameter::Value<String>"
        and not each["Default"].startswith("/cdk-bootstrap/")
    ]
