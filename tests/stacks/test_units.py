"""The units in the template, and what an edit of the configuration does to them."""

from __future__ import annotations

import functools

import pytest

from baseline.config import Config, load
from baseline.constructs.logical_id import pascal_case
from tests.assemblies import CONFIGURATIONS, Resources, assembly, synthesized

UNIT = "AWS::Organizations::OrganizationalUnit"


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_units(name: str) -> None:
    """Every unit is there under an id made from its key, with its name and its parent."""
    made = assembly(name)
    units = made.resources("Organization", UNIT)
    placed = made.config.placed_units()
    assert set(units) == {f"Unit{pascal_case(each.unit.key)}" for each in placed}
    for each in placed:
        properties = units[f"Unit{pascal_case(each.unit.key)}"]["Properties"]
        assert properties["Name"] == each.unit.name
        if each.parent_key is not None:
            assert properties["ParentId"] == {"Ref": f"Unit{pascal_case(each.parent_key)}"}
        else:
            assert properties["ParentId"]["Fn::GetAtt"][1] == "RootId"


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_retained(name: str) -> None:
    """A unit stays when its stack goes, and goes when its own creation fails."""
    for unit in assembly(name).resources("Organization", UNIT).values():
        assert unit["DeletionPolicy"] == "RetainExceptOnCreate"
        assert unit["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_known_units(name: str) -> None:
    """The setting that runs before all units knows each one's place."""
    made = assembly(name)
    (known,) = made.resources("Organization", "Custom::BaselineUnits").values()
    assert known["Properties"]["Units"] == [
        {
            "Key": each.unit.key,
            "Name": each.unit.name,
            "Parent": each.parent_key or "",
            "Existing": "false",
        }
        for each in made.config.placed_units()
    ]


@functools.cache
def _default() -> Config:
    return load(CONFIGURATIONS["default"])


def _edited(units: list[dict[str, object]]) -> Resources:
    edited = Config.model_validate(_default().model_dump() | {"units": units})
    return synthesized(edited, nag=False).resources("Organization")


def _units() -> list[dict[str, object]]:
    units: list[dict[str, object]] = [unit.model_dump() for unit in _default().units]
    return units


def test_rename() -> None:
    """A new name changes the unit's name, what describes it, and nothing else."""
    units = _units()
    units[0]["name"] = "Safety"
    before, after = assembly("default").resources("Organization"), _edited(units)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    (known,) = (name for name in before if before[name]["Type"] == "Custom::BaselineUnits")
    (shared,) = (name for name in before if "SharedSecurity" in name)
    assert changed == {"UnitSecurity", known, shared}
    properties = before["UnitSecurity"]["Properties"] | {"Name": "Safety"}
    assert after["UnitSecurity"] == before["UnitSecurity"] | {"Properties": properties}


def test_insertion() -> None:
    """A unit in the middle changes no other, but for what the next one waits for."""
    units = _units()
    units.insert(1, {"key": "forensics", "name": "Forensics"})
    before, after = assembly("default").resources("Organization"), _edited(units)
    added = after.keys() - before.keys()
    assert "UnitForensics" in added
    assert not before.keys() - after.keys()
    assert {after[name]["Type"] for name in added} == {UNIT, "AWS::SSM::Parameter"}
    for name, unit in assembly("default").resources("Organization", UNIT).items():
        assert after[name] | {"DependsOn": []} == unit | {"DependsOn": []}


def test_existing_unit() -> None:
    """A unit that exists is looked up, not created, and shared like every other."""
    units = _units()
    units[0]["existing"] = True
    after = _edited(units)
    assert "UnitSecurity" not in after
    (shared,) = (each for name, each in after.items() if "SharedSecurity" in name)
    assert shared["Properties"]["Value"]["Fn::GetAtt"][1] == "security"
