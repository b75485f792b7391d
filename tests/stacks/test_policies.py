"""The service control policies in the template."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baseline.assembly import placed_policies
from baseline.config import Config, load
from baseline.config.rollout import rollout_of
from baseline.constructs.logical_id import pascal_case
from baseline.guardrails.bundles import BundledPolicy
from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.guardrails.rollout import with_rollout
from tests.assemblies import (
    ACCOUNT_ID,
    CONFIGURATIONS,
    Assembly,
    assembly,
    nodes,
    outside_accounts,
    synthesized,
)

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
POLICY = "AWS::Organizations::Policy"
LIMIT_CHARACTERS = {
    "SERVICE_CONTROL_POLICY": 5_120,
    "RESOURCE_CONTROL_POLICY": 5_120,
    "DECLARATIVE_POLICY_EC2": 10_000,
    "S3_POLICY": 10_000,
    "AISERVICES_OPT_OUT_POLICY": 2_500,
    "TAG_POLICY": 10_000,
}
"""Source: Quotas for AWS Organizations, maximum size of a policy, read 2026-11-24."""


def _expected(config: Config) -> dict[str, BundledPolicy]:
    return {
        f"Guardrails{pascal_case(policy.target_key)}{pascal_case(policy.bundle)}": policy
        for policies in with_rollout(placed_policies(config), rollout_of(config)).values()
        for policy in policies
    }


def _policies(made: Assembly) -> dict[str, dict[str, Any]]:
    resources = made.resources("Guardrails", POLICY)
    return {name: resource["Properties"] for name, resource in resources.items()}


def _named(content: Any) -> Any:
    """Read the reference to the organization's id as the id that stands for any."""
    reference = json.dumps({"Ref": "OrganizationId"})
    return json.loads(json.dumps(content).replace(reference, json.dumps(ANY_ORGANIZATION)))


@CONFIGURED
def test_one_policy_per_target_and_bundle(name: str) -> None:
    """Each target has one policy for each of its bundles, with the documents as written."""
    made = assembly(name)
    found, expected = _policies(made), _expected(made.config)
    assert found.keys() == expected.keys()
    for logical_id, properties in found.items():
        policy = expected[logical_id]
        assert _named(properties["Content"]) == policy.document
        assert properties["Name"] == policy.name
        assert properties["Description"] == policy.description
        assert properties["Type"] == policy.policy_type


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
        assert len(compact) <= LIMIT_CHARACTERS[properties["Type"]]


@CONFIGURED
def test_literal(name: str) -> None:
    """A policy is in the template as it stands; it names no account but those it lets in."""
    named = outside_accounts(assembly(name).config)
    for properties in _policies(assembly(name)).values():
        for each in nodes(_named(properties["Content"])):
            assert each != "Ref"
            if isinstance(each, str):
                assert not each.startswith("Fn::")
                assert not ACCOUNT_ID.search(each) or each in named


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
