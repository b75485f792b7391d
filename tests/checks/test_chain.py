"""No two changes of the organization run at once: proved, and the proof can fail."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from baseline.checks.chain import changes, unordered
from baseline.checks.stacks import SynthesizedStack, read_stacks
from tests.assemblies import CONFIGURATIONS, assembly, waited_for

CHANGING = ("Organization", "Guardrails", "Accounts")
"""The stacks that change the organization."""

Stacks = dict[str, SynthesizedStack]


def _stacks() -> Stacks:
    return {
        stack.name: replace(stack, template=copy.deepcopy(stack.template))
        for stack in read_stacks(assembly("default").folder)
    }


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_ordered(name: str) -> None:
    """Every configuration's changes stand in one order, over all stacks."""
    assert list(unordered(read_stacks(assembly(name).folder))) == []


def test_watched() -> None:
    """The proof speaks of units, policies and settings, in each stack that has any."""
    watched = {
        stack.template["Resources"][name]["Type"]
        for stack in _stacks().values()
        for name in changes(stack.template)
    }
    assert {stack for stack in _stacks() if changes(_stacks()[stack].template)} == set(CHANGING)
    assert {
        "AWS::Organizations::OrganizationalUnit",
        "AWS::Organizations::Policy",
        "Custom::BaselineAccounts",
    } <= watched


@pytest.mark.parametrize(
    ("stack", "second", "first"),
    [
        ("Organization", "UnitSandbox", "UnitNonProduction"),
        ("Guardrails", "GuardrailsWorkloadsRegions", "GuardrailsRootProtection"),
    ],
    ids=["units", "policies"],
)
def test_missing_link(stack: str, second: str, first: str) -> None:
    """A link taken out of the chain is one line that names both ends."""
    stacks = _stacks()
    resource = stacks[stack].template["Resources"][second]
    assert first in waited_for(resource)
    resource["DependsOn"] = [each for each in waited_for(resource) if each != first]
    (line,) = unordered(stacks.values())
    assert line.startswith(f"{stack}/")
    assert first in line
    assert second in line


@pytest.mark.parametrize(
    ("second", "first"), [("Guardrails", "Organization"), ("Accounts", "Guardrails")]
)
def test_stack_without_order(second: str, first: str) -> None:
    """Two stacks that do not wait for each other are one line that names both."""
    stacks = _stacks()
    stacks[second] = replace(stacks[second], waits_for=stacks[second].waits_for - {first})
    lines = unordered(stacks.values())
    assert len(lines) == 1
    assert first in lines[0]
    assert second in lines[0]


@pytest.mark.parametrize("stack", CHANGING)
@pytest.mark.parametrize(
    "resource_type", ["AWS::Organizations::ResourcePolicy", "Custom::BaselineMore"]
)
def test_unlinked_resource(stack: str, resource_type: str) -> None:
    """A change that nobody linked is named, whichever stack it is in."""
    stacks = _stacks()
    stacks[stack].template["Resources"]["Unlinked"] = {"Type": resource_type, "Properties": {}}
    lines = unordered(stacks.values())
    assert len(lines) == 1
    assert lines[0].startswith(f"{stack}/")
    assert "Unlinked" in lines[0]
