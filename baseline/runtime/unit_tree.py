"""Walks the organization's units by name, from the root, asking AWS once for each parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import SettingError
from .properties import mappings, text, truth

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .run import Run


@dataclass(frozen=True)
class PropertyUnit:
    """A unit as the properties describe it; `parent` is a key, empty for the root."""

    name: str
    parent: str
    existing: bool


def units_of(properties: Mapping[str, Any]) -> dict[str, PropertyUnit]:
    """Return the units of the properties by key, in their order."""
    return {
        text(unit, "Key"): PropertyUnit(
            name=text(unit, "Name"),
            parent=str(unit.get("Parent", "")),
            existing=truth(unit, "Existing"),
        )
        for unit in mappings(properties, "Units")
    }


def require_parents(units: Mapping[str, PropertyUnit]) -> None:
    """Stop unless each unit's parent is the root or a unit before it.

    Raises:
        SettingError: if one is not.

    """
    before = {""}
    for key, unit in units.items():
        if unit.parent not in before:
            raise SettingError(
                f"unit {key!r}: its parent must be a unit before it (got {unit.parent!r}); "
                "correct the template, deploy again"
            )
        before.add(key)


@dataclass
class UnitTree:
    """The organization's units below one root, read as far as somebody asks."""

    run: Run
    organizations: OrganizationsClient
    root_id: str
    _children: dict[str, dict[str, str]] = field(default_factory=dict)

    def children(self, parent_id: str) -> dict[str, str]:
        """Return the ids of a parent's units by name."""
        if parent_id not in self._children:
            units = self.run.pages(
                self.organizations.list_organizational_units_for_parent,
                "OrganizationalUnits",
                ParentId=parent_id,
            )
            self._children[parent_id] = {unit["Name"]: unit["Id"] for unit in units}
        return self._children[parent_id]

    def find(self, units: Mapping[str, PropertyUnit], key: str) -> str | None:
        """Return the id of the unit whose names lead to it from the root, if it is there."""
        parent_id: str | None = self.root_id
        for unit in _branch(units, key):
            if parent_id is None:
                return None
            parent_id = self.children(parent_id).get(unit.name)
        return parent_id

    def path(self, units: Mapping[str, PropertyUnit], key: str) -> str:
        """Return the names that lead to a unit, joined by slashes."""
        return "/".join(unit.name for unit in _branch(units, key))


def _branch(units: Mapping[str, PropertyUnit], key: str) -> list[PropertyUnit]:
    """Return the unit and what stands above it, the uppermost first.

    Parents that go round end the walk: the old properties of a refused update may hold some.
    """
    branch: list[PropertyUnit] = []
    while key in units and units[key] not in branch:
        branch.insert(0, units[key])
        key = units[key].parent
    return branch
