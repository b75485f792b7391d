"""The table behind the page of permissions: actions that exist, types that are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from baseline.checks.stacks import Resource, read_stacks
from baseline.policy.actions import known_actions
from tests.assemblies import CONFIGURATIONS, OPTIONAL, assembly
from tools.reference.permissions import OPTIONAL as OPTIONAL_TYPES
from tools.reference.permissions import by_type, left_out, types_of

LOOKED_UP = "AWS::SSM::Parameter::Value<String>"
RESOURCE_TYPES = [kind for kind in by_type() if kind != LOOKED_UP]


def test_every_action_exists() -> None:
    """Each action is one of AWS's, written as AWS writes it, once and in order for its type."""
    names = {action.name for action in known_actions().values()}
    for kind, actions in by_type().items():
        assert [action for action in actions if action not in names] == [], kind
        assert len(actions) == len(set(actions)), kind


def test_every_type_of_the_stacks_has_its_actions() -> None:
    """Each native type of each stack is in the table, and the table holds no other."""
    used = {
        kind
        for name in CONFIGURATIONS
        for stack in read_stacks(assembly(name).folder)
        for kind in types_of(stack)
        if not kind.startswith("Custom::")
    }
    assert used == set(by_type())


def test_optional_stacks_have_the_types_the_page_says() -> None:
    """The page knows the types of stacks that the shipped configuration lacks."""
    for name, stacks in OPTIONAL.items():
        for stack in read_stacks(assembly(name).folder):
            if stack.name in stacks:
                assert types_of(stack) == set(OPTIONAL_TYPES[stack.name])


def test_each_type_can_be_made_and_read() -> None:
    """Each type lists a call that changes something and one that reads it back."""
    levels = {each.name: each.access_level for each in known_actions().values()}
    for kind, actions in by_type().items():
        found = {level for action in actions for level in levels[action].split(", ")}
        assert found & {"Read", "List"}, kind
        assert "Write" in found or "Permissions management" in found or kind == LOOKED_UP, kind


def _schema(kind: str) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(
        "us-east-1", kind
    ).schema
    return schema


def _resources(kind: str) -> Iterator[Resource]:
    """Every resource of a type in every shipped template."""
    for name in CONFIGURATIONS:
        for stack in read_stacks(assembly(name).folder):
            yield from (resource for _, resource in stack.resources(kind))


def _called(kind: str) -> set[str]:
    """What the schema's handlers call: all but deleting what every stack keeps.

    Words that are no action of AWS's can be allowed by nobody: names of API operations whose
    permission has another name, which the schemas list beside it.
    """
    keeps = all("Retain" in each.get("DeletionPolicy", "") for each in _resources(kind))
    handlers = {"create", "read", "update"} | (set() if keeps else {"delete"})
    found = _schema(kind)["handlers"]
    written = {each for name in handlers & set(found) for each in found[name]["permissions"]}
    names = {action.name.lower(): action.name for action in known_actions().values()}
    return {names[each.lower()] for each in written if each.lower() in names}


@pytest.mark.parametrize("kind", RESOURCE_TYPES)
def test_every_permission_of_the_schema_is_named(kind: str) -> None:
    """Each permission that CloudFormation publishes for a type is listed, or left out by name."""
    omitted = {action for actions in left_out().get(kind, {}).values() for action in actions}
    assert _called(kind) - set(by_type()[kind]) == omitted


@pytest.mark.parametrize("kind", left_out())
def test_what_is_left_out_is_not_needed(kind: str) -> None:
    """No template sets a property for which an action was left out, and each is a property."""
    properties = _schema(kind)["properties"]
    for reason in left_out()[kind]:
        if " " in reason:
            continue
        name, _, value = reason.partition("=")
        assert name in properties
        for resource in _resources(kind):
            found = resource.get("Properties", {}).get(name)
            assert found is None if not value else str(found).lower() != value, resource
