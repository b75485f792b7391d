"""The service control policies in the template."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baseline.assembly import placed_policies
from baseline.config import Config, load
from baseline.constructs.logical_id import pascal_case
from baseline.guardrails.bundles import BundledPolicy
from tests.assemblies import ACCOUNT_ID, CONFIGURATIONS, Assembly, assembly, nodes, synthesized

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
POLICY = "AWS::Organizations::Policy"
LIMIT_CHARACTERS = 5_120
"""Source: Quotas for AWS Organizations, maximum size of a policy, read 2026-11-24."""


def _expected(config: Config) -> dict[str, BundledPolicy]:
    return {
        f"Guardrails{pascal_case(policy.target_key)}{pascal_case(policy.bundle)}": policy
        for policies in placed_policies(config).values()
        for policy in policies
    }


def _policies(made: Assembly) -> dict[str, dict[str, Any]]:
    resources = made.resources("Guardrails", POLICY)
    return {name: resource["Properties"] for name, resource in resources.items()}


@CONFIGURED
def test_one_policy_per_target_and_bundle(name: str) -> None:
    """Each target has one policy for each of its bundles, with the documents as written."""
    made = assembly(name)
    found, expected = _policies(made), _expected(made.config)
    assert found.keys() == expected.keys()
    for logical_id, properties in found.items():
        policy = expected[logical_id]
        assert properties["Content"] == policy.document
        assert properties["Name"] == policy.name
        assert properties["Description"] == policy.description
        assert properties["Type"] == "SERVICE_CONTROL_POLICY"


@CONFIGURED
def test_nothing_else(name: str) -> None:
    """The stack holds policies only."""
    made = assembly(name)
    assert made.resources("Guardrails").keys() == made.resources("Guardrails", POLICY).keys()


@CONFIGURED
def test_targets(name: str) -> None:
    """A policy is attached to its target, whose id is looked up when the stack deploys."""
    made = assembly(name)
    expected = _expected(made.config)
    parameters = made.template("Guardrails")["Parameters"]
    for logical_id, properties in _policies(made).items():
        key = expected[logical_id].target_key
        (target,) = properties["TargetIds"]
        path = "organization/root-id" if key == "root" else f"units/{key}"
        assert parameters[target["Ref"]]["Default"] == f"/{made.config.prefix}/{path}"


@CONFIGURED
def test_size(name: str) -> None:
    """AWS accepts every policy for its length."""
    for properties in _policies(assembly(name)).values():
        compact = json.dumps(properties["Content"], separators=(",", ":"))
        assert len(compact) <= LIMIT_CHARACTERS


@CONFIGURED
def test_literal(name: str) -> None:
    """What a policy says is in the template as it stands, and names no account."""
    for properties in _policies(assembly(name)).values():
        for each in nodes(properties["Content"]):
            assert each != "Ref"
            if isinstance(each, str):
                assert not each.startswith("Fn::")
                assert not ACCOUNT_ID.search(each)


def test_edit_of_one_unit() -> None:
    """A guardrail taken from one unit moves no statement into another policy."""
    config = load(CONFIGURATIONS["default"])
    units = [unit.model_dump() for unit in config.units]
    (sandbox,) = (unit for unit in units if unit["key"] == "sandbox")
    sandbox["guardrails"] = ()
    edited = Config.model_validate(config.model_dump() | {"units": units})
    before, after = _policies(assembly("default")), _policies(synthesized(edited, nag=False))
    assert before.keys() - after.keys() == {"GuardrailsSandboxRegions"}
    assert after == {name: before[name] for name in after}

    config = assembly("default").config
    bare = config.model_copy(update={"guardrails": (), "units": ()})
    (note,) = synthesized(bare, nag=False).resources("Guardrails").values()
    assert note["Type"] == "AWS::SSM::Parameter"
    assert note["Properties"]["Name"] == "/baseline/guardrails/none"
