"""The units setting: finds existing units by path and refuses to move one of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from baseline.runtime.errors import SettingError
from baseline.runtime.settings import units

from .world import World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient


def _unit(key: str, parent: str = "", *, existing: bool = False, name: str = "") -> dict[str, str]:
    return {
        "Key": key,
        "Name": name or key.title(),
        "Parent": parent,
        "Existing": "true" if existing else "false",
    }


def _create(organizations: OrganizationsClient, parent: str, name: str) -> str:
    unit = organizations.create_organizational_unit(ParentId=parent, Name=name)
    return unit["OrganizationalUnit"]["Id"]


def _properties(root_id: str, *listed: dict[str, str]) -> dict[str, Any]:
    return {"RootId": root_id, "Units": list(listed)}


def test_existing_units_are_found_by_path(
    world: World, root_id: str, organizations: OrganizationsClient
) -> None:
    """Units are found under their parents, on later pages too, and nothing is changed."""
    for number in range(45):
        _create(organizations, root_id, f"Unit{number:02}")
    apps = _create(organizations, root_id, "Apps")
    prod = _create(organizations, apps, "Prod")
    _create(organizations, root_id, "Prod")
    listed = _properties(
        root_id,
        _unit("apps", existing=True),
        _unit("prod", "apps", existing=True),
        _unit("sandbox"),
    )

    assert world.apply(units, listed) == {"apps": apps, "prod": prod}
    assert units.read(world.session(), listed) == {"apps": apps, "prod": prod}
    assert set(world.calls) == {"organizations.ListOrganizationalUnitsForParent"}


def test_no_units_are_no_attributes(world: World, root_id: str) -> None:
    """Without existing units there is nothing to ask and nothing to return."""
    assert world.apply(units, _properties(root_id, _unit("sandbox"))) == {}
    assert world.calls == []


def test_missing_units_are_named_with_what_is_there(
    world: World, root_id: str, organizations: OrganizationsClient
) -> None:
    """The path that leads nowhere is named, its neighbours too, and nothing below it."""
    apps = _create(organizations, root_id, "Apps")
    _create(organizations, apps, "Test")
    listed = _properties(
        root_id,
        _unit("apps", existing=True),
        _unit("prod", "apps", existing=True),
        _unit("deep", "prod", existing=True),
        _unit("labs", existing=True),
    )

    with pytest.raises(SettingError) as caught:
        world.apply(units, listed)

    text = str(caught.value)
    assert "unit 'prod': there is no 'Apps/Prod' in the organization" in text
    assert "under its parent there is: Test; correct the name" in text
    assert "unit 'labs': there is no 'Labs'" in text
    assert "'deep'" not in text
    assert units.read(world.session(), listed) == {"apps": apps}


def test_an_empty_organization_is_said_to_have_no_units(world: World, root_id: str) -> None:
    """Where no unit is, the text says so."""
    with pytest.raises(SettingError, match="under its parent there is: no units"):
        world.apply(units, _properties(root_id, _unit("apps", existing=True)))


def test_changed_parent_is_refused(
    world: World, root_id: str, organizations: OrganizationsClient
) -> None:
    """A unit of ours keeps its parent; the refusal gives the steps that do it safely."""
    _create(organizations, root_id, "Apps")
    _create(organizations, root_id, "Prod")
    old = _properties(root_id, _unit("apps"), _unit("prod"))
    new = _properties(root_id, _unit("apps"), _unit("prod", "apps"))

    with pytest.raises(SettingError, match="its parent changes from 'root' to 'apps', but AWS"):
        world.apply(units, new, old_properties=old)


def test_parent_of_a_failed_update_is_not_held_against_the_next(
    world: World, root_id: str, organizations: OrganizationsClient
) -> None:
    """If the old properties are those of a refused update, going back is allowed."""
    _create(organizations, root_id, "Apps")
    _create(organizations, root_id, "Prod")
    refused = _properties(root_id, _unit("apps"), _unit("prod", "apps"))
    right = _properties(root_id, _unit("apps"), _unit("prod"))

    assert world.apply(units, right, old_properties=refused) == {}


@pytest.mark.parametrize(
    "old_unit",
    [_unit("prod", "apps", existing=True), _unit("other"), _unit("prod")],
    ids=["was-existing", "new-key", "same-parent"],
)
def test_what_is_no_move_is_accepted(
    world: World, root_id: str, organizations: OrganizationsClient, old_unit: dict[str, str]
) -> None:
    """A unit that was not ours, is new, or keeps its parent, is no move."""
    apps = _create(organizations, root_id, "Apps")
    _create(organizations, apps, "Prod")
    old = _properties(root_id, _unit("apps"), old_unit)

    assert world.apply(units, _properties(root_id, _unit("prod")), old_properties=old) == {}


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ([_unit("a", "b", existing=True), _unit("b", "a", existing=True)], "'a': .*got 'b'"),
        ([_unit("a", "nowhere")], "'a': .*got 'nowhere'"),
    ],
    ids=["circle", "unknown"],
)
def test_parents_must_come_first(
    world: World, root_id: str, listed: list[dict[str, str]], told: str
) -> None:
    """A parent that is not among the units before it is refused without asking AWS."""
    with pytest.raises(SettingError, match=told):
        world.apply(units, _properties(root_id, *listed))
    assert world.calls == []


def test_old_parents_that_go_round_are_walked_once(world: World, root_id: str) -> None:
    """Wrong properties of an earlier attempt cannot keep the next one from ending."""
    old = _properties(root_id, _unit("a", "b"), _unit("b", "a"))

    assert world.apply(units, _properties(root_id, _unit("a")), old_properties=old) == {}
