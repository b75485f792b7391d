"""What is rolled out becomes one policy for each type, on one target."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace

import pytest

from baseline.config import Config, load
from baseline.config.rollout import rollout_of
from baseline.config.sections.rollout import Declarative
from baseline.guardrails import CATALOGUE
from baseline.guardrails.declarative import (
    DECLARATIVE_SETTINGS,
    DeclarativeSetting,
    Declared,
    StandardTag,
)
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import OF_OTHER_TYPES
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.guardrails.resource.model import LONGEST_ORGANIZATION
from baseline.guardrails.rollout import (
    FORMS,
    Rollout,
    policy_types,
    rolled_out,
    rollout_policies,
    with_rollout,
)
from baseline.guardrails.themes import BUNDLES
from tests.assemblies import CONFIGURATIONS
from tests.guardrails.refused import check

EVERYTHING = Declared(
    require_imdsv2=True,
    enforce_imdsv2=True,
    block_serial_console=True,
    block_public_images=True,
    block_public_snapshots=True,
    block_vpc_public_access="bidirectional",
    block_public_buckets=True,
    opt_out_of_ai_services=True,
    standard_tags=(StandardTag("CostCenter"), StandardTag("Stage", ("live", "test"))),
)
NONE = {"@@operators_allowed_for_child_policies": ["@@none"]}
CONTENTS = {
    PolicyType.EC2: {
        "ec2_attributes": {
            "instance_metadata_defaults": {
                "http_tokens": {"@@assign": "required"},
                "http_tokens_enforced": {"@@assign": "enabled"},
            },
            "serial_console_access": {"status": {"@@assign": "disabled"}},
            "image_block_public_access": {"state": {"@@assign": "block_new_sharing"}},
            "snapshot_block_public_access": {"state": {"@@assign": "block_all_sharing"}},
            "vpc_block_public_access": {
                "internet_gateway_block": {
                    "mode": {"@@assign": "block_bidirectional"},
                    "exclusions_allowed": {"@@assign": "enabled"},
                }
            },
        }
    },
    PolicyType.S3: {"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}},
    PolicyType.AI_SERVICES: {
        "services": {
            **NONE,
            "default": {**NONE, "opt_out_policy": {**NONE, "@@assign": "optOut"}},
        }
    },
    PolicyType.TAG: {
        "tags": {
            "costcenter": {"tag_key": {"@@assign": "CostCenter"}},
            "stage": {
                "tag_key": {"@@assign": "Stage"},
                "tag_value": {"@@assign": ["live", "test"]},
            },
        }
    },
}
"""Source: AWS Organizations user guide, the syntax page of each type, read 2026-11-24."""


def _rollout(declared: Declared = EVERYTHING, target_key: str = "root") -> Rollout:
    return Rollout(target_key, "acme", tuple(RESOURCE_GUARDRAILS), declared, ResourceContext())


@pytest.mark.parametrize("policy_type", CONTENTS)
def test_content(policy_type: PolicyType) -> None:
    """Each declarative policy holds its settings and, for EC2, a message for those refused."""
    (policy,) = (each for each in rollout_policies(_rollout()) if each.policy_type is policy_type)
    (top, tree), *others = json.loads(json.dumps(policy.document)).items()
    assert others == []
    message = tree.pop("exception_message", None)
    assert (message is not None) == (policy_type is PolicyType.EC2)
    assert {top: tree} == CONTENTS[policy_type]


def test_one_policy_per_type() -> None:
    """Every type is there once, under a name and a bundle that no other policy has."""
    policies = rollout_policies(_rollout())
    assert [each.policy_type for each in policies] == list(FORMS)
    assert {each.policy_type for each in policies} == set(OF_OTHER_TYPES)
    assert len({each.name for each in policies}) == len(policies)
    assert not {each.bundle for each in policies} & set(BUNDLES)
    assert check(with_rollout({}, _rollout(), LONGEST_ORGANIZATION)) == []


@pytest.mark.parametrize("setting", DECLARATIVE_SETTINGS.values(), ids=list(DECLARATIVE_SETTINGS))
def test_an_edit_moves_one_policy(setting: DeclarativeSetting) -> None:
    """A setting that is no longer declared changes the policy of its type, or takes it away."""
    without = replace(EVERYTHING, **{setting.name: getattr(Declared(), setting.name)})
    before = {each.policy_type: each for each in rollout_policies(_rollout())}
    after = {each.policy_type: each for each in rollout_policies(_rollout(without))}
    changed = {each for each in before if before[each] != after.get(each)}
    assert changed == {setting.policy_type}
    assert setting.name in rolled_out(_rollout())
    assert setting.name not in rolled_out(_rollout(without))


@pytest.mark.parametrize("setting", DECLARATIVE_SETTINGS.values(), ids=list(DECLARATIVE_SETTINGS))
def test_a_setting_is_told_and_known(setting: DeclarativeSetting) -> None:
    """Reason, price and dated source are there, and the name is a key of the configuration."""
    assert setting.why.endswith(".")
    assert setting.breaks.endswith(".")
    assert re.search(r"20\d\d-\d\d-\d\d$", setting.source)
    assert setting.name not in {*CATALOGUE, *RESOURCE_GUARDRAILS}


def test_settings_are_the_keys_of_the_configuration() -> None:
    """Each setting has a key, each key a setting, and each key's value is handed on."""
    assert list(DECLARATIVE_SETTINGS) == list(Declarative.model_fields)
    assert [each.name for each in fields(Declared)] == list(Declarative.model_fields)
    given = {
        **{
            name: True for name in DECLARATIVE_SETTINGS if name.startswith(("re", "en", "bl", "op"))
        },
        "block_vpc_public_access": "bidirectional",
        "standard_tags": [{"key": "CostCenter"}, {"key": "Stage", "values": ["live", "test"]}],
    }
    assert Declarative.model_validate(given).declared() == EVERYTHING


def test_only_types_in_use_are_enabled() -> None:
    """Service control policies always, any other type where it has a policy."""
    assert policy_types(None) == ("SERVICE_CONTROL_POLICY",)
    nothing = replace(_rollout(Declared()), resource_guardrails=())
    assert policy_types(nothing) == ("SERVICE_CONTROL_POLICY",)
    assert set(policy_types(_rollout())) == {each.value for each in PolicyType}


@pytest.mark.parametrize(
    ("name", "target"), [("default", "policy-staging"), ("try", "root"), ("eu", "root")]
)
def test_target(name: str, target: str) -> None:
    """The key `rollout` chooses between the staging unit and the root."""
    rollout = rollout_of(load(CONFIGURATIONS[name]))
    assert rollout is not None
    assert rollout.target_key == target


def test_no_rollout_elsewhere() -> None:
    """Outside the commercial partition there is nothing to roll out, nor without the unit."""
    config = load(CONFIGURATIONS["default"])
    gov = {"home_region": "us-gov-west-1", "allowed_regions": ("us-gov-west-1",)}
    assert rollout_of(config.model_copy(update=gov)) is None
    assert rollout_of(config.model_copy(update={"units": ()})) is None
    kept = Config.model_validate(config.model_dump() | {"rollout": "everywhere", "units": ()})
    assert rollout_of(kept) is not None


def test_too_long_a_policy_is_named() -> None:
    """A tag policy over its quota is named with its size and what to do."""
    values = tuple("v" * 50 + str(number) for number in range(40))
    tags = tuple(StandardTag(f"Tag{number}", values) for number in range(9))
    (problem,) = check(with_rollout({}, _rollout(Declared(standard_tags=tags))))
    assert problem.startswith("Guardrails/root/standard-tags: policy is ")
    assert problem.endswith("limit 10,000; name fewer guardrails, partner accounts or tags")
