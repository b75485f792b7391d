"""The table behind the page of permissions: actions that exist, types that are used."""

from __future__ import annotations

from baseline.checks.stacks import read_stacks
from baseline.policy.actions import known_actions
from tests.assemblies import CONFIGURATIONS, OPTIONAL, assembly
from tools.reference.permissions import OPTIONAL as OPTIONAL_TYPES
from tools.reference.permissions import by_type, types_of

LOOKED_UP = "AWS::SSM::Parameter::Value<String>"


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
