"""The models: what they derive, and that nobody can change them."""

from __future__ import annotations

import copy

import pytest
from pydantic import ValidationError

from baseline.config import Config, load
from baseline.config.schema import CORE_GUARDRAILS
from baseline.config.sections import access
from baseline.guardrails import CATALOGUE
from baseline.identity import GROUPS
from tests.assemblies import ROOT
from tests.config.files import SHIPPED, small
from tests.hash_seeds import outputs


def test_placed_units() -> None:
    """Units are listed a parent before its children, each with its parent, path and depth."""
    placed = load(ROOT / "examples/default.yaml").placed_units()
    assert [(each.unit.key, each.parent_key, each.path, each.depth) for each in placed] == [
        ("security", None, "Security", 1),
        ("infrastructure", None, "Infrastructure", 1),
        ("workloads", None, "Workloads", 1),
        ("production", "workloads", "Workloads/Production", 2),
        ("non-production", "workloads", "Workloads/NonProduction", 2),
        ("sandbox", None, "Sandbox", 1),
        ("policy-staging", None, "PolicyStaging", 1),
        ("suspended", None, "Suspended", 1),
    ]


def test_guardrails_by_target() -> None:
    """The root comes first among the targets, then every unit, also one without guardrails."""
    targets = load(ROOT / "examples/default.yaml").guardrails_by_target()
    assert list(targets)[:3] == ["root", "security", "infrastructure"]
    assert targets["root"] == CORE_GUARDRAILS
    assert targets["production"] == ()
    assert targets["suspended"] == ("deny_everything",)


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-west-1", "aws"), ("us-gov-east-1", "aws-us-gov"), ("cn-northwest-1", "aws-cn")],
    ids=["aws", "aws-us-gov", "aws-cn"],
)
def test_partition(region: str, partition: str) -> None:
    """The partition is the one of the home region."""
    config = Config.model_validate(small(home_region=region, allowed_regions=[region]))
    assert config.partition == partition


def test_groups_by_default_are_all_there_are() -> None:
    """The default of the configuration names every group, in their order."""
    assert tuple(GROUPS) == access.GROUPS


def test_core_guardrails_are_those_for_the_root() -> None:
    """What stands at the root by default is what the catalogue places there."""
    assert (
        tuple(name for name, each in CATALOGUE.items() if each.default_place == "root")
        == CORE_GUARDRAILS
    )


def test_nothing_can_be_changed() -> None:
    """No key, no tag and no list of a loaded configuration can be changed."""
    config = load(ROOT / "examples/try.yaml")
    with pytest.raises(ValidationError, match="frozen"):
        config.prefix = "other"
    with pytest.raises(ValidationError, match="frozen"):
        config.units[0].name = "Other"
    with pytest.raises(TypeError):
        config.tags["Owner"] = "nobody"  # type: ignore[index]
    assert isinstance(config.allowed_regions, tuple)


def test_equal_configurations_are_one_dictionary_key() -> None:
    """Equal configurations have one hash, whatever the order of their tags, and can be copied."""
    one = Config.model_validate(small(tags={"a": "1", "b": "2"}))
    other = Config.model_validate(small(tags={"b": "2", "a": "1"}))
    assert {one: "found"}[other] == "found"
    assert copy.deepcopy(one) == one
    assert one != Config.model_validate(small(tags={"a": "1"}))
    assert list(one.tags) == ["a", "b"]
    assert repr(one.tags) == "{'a': '1', 'b': '2'}"


def test_order_does_not_hang_on_the_hash_seed() -> None:
    """Two processes with different hash seeds read the same values and problems, in one order."""
    program = (
        "from baseline.config import load\n"
        "from baseline.config.editor import json_schema\n"
        "from baseline.errors import ConfigError\n"
        f"for file in {SHIPPED!r}: print(load(file), load(file).placed_units())\n"
        "print(json_schema())\n"
        "for name in ('several', 'alias_explosion'):\n"
        "    try: load(f'tests/configs/bad/{name}.yaml')\n"
        "    except ConfigError as error: print(error)\n"
    )
    told = outputs(program, "0", "1", "4711")
    assert len(told) == 1
    assert b"alias_explosion.yaml:" in told.pop()
