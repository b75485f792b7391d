"""Finds the organizational units that the configuration calls `existing`, by their path.

Units of our own are native resources; this setting only guards them: CloudFormation answers a
changed parent with a new unit, which would leave the accounts behind in the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .. import clients
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties, text
from ..run import Run
from ..unit_tree import PropertyUnit, UnitTree, require_parents, units_of

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = ("organizations:ListOrganizationalUnitsForParent",)
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES: dict[str, tuple[str, ...]] = {}
REVISION = 1


def read(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Return the id of each existing unit by its key; one that is not there is left out."""
    run = run or Run()
    units = units_of(properties)
    tree = UnitTree(run, clients.organizations(session), text(properties, "RootId"))
    found = {key: tree.find(units, key) for key, unit in units.items() if unit.existing}
    return {key: unit_id for key, unit_id in found.items() if unit_id is not None}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Return the id of each existing unit by its key.

    Raises:
        SettingError: if one is not there, or if a unit of ours would get another parent.

    """
    run = run or Run()
    units = units_of(properties)
    require_parents(units)
    tree = UnitTree(run, clients.organizations(session), text(properties, "RootId"))
    problems = _moves(tree, units, units_of(run.old_properties))
    problems += _gaps(tree, units)
    if problems:
        raise SettingError("; ".join(problems))
    return read(session, properties, run=run)


def _moves(
    tree: UnitTree, units: Mapping[str, PropertyUnit], old: Mapping[str, PropertyUnit]
) -> list[str]:
    """Name each unit of ours that would get another parent.

    What CloudFormation calls the old properties may be those of an update that failed, so a unit
    counts only where it really is under the parent they name.
    """
    return [
        f"unit {key!r}: its parent changes from {old[key].parent or 'root'!r} to "
        f"{unit.parent or 'root'!r}, but AWS cannot move a unit; add a unit with a new key under "
        f"the new parent, deploy, change its accounts' unit to that key, deploy, then remove "
        f"{key!r}"
        for key, unit in units.items()
        if key in old
        and unit.parent != old[key].parent
        and not (unit.existing or old[key].existing)
        and tree.find(old, key) is not None
    ]


def _gaps(tree: UnitTree, units: Mapping[str, PropertyUnit]) -> list[str]:
    """Name each existing unit that is not there, the uppermost of a branch only."""
    problems = []
    for key, unit in units.items():
        parent = tree.find(units, unit.parent) if unit.parent else tree.root_id
        if not unit.existing or parent is None or tree.find(units, key) is not None:
            continue
        path = tree.path(units, key)
        there = ", ".join(sorted(tree.children(parent))) or "no units"
        problems.append(
            f"unit {key!r}: there is no {path!r} in the organization; under its parent there is: "
            f"{there}; correct the name, or remove 'existing: true' to have the unit created"
        )
    return problems


handler = Setting("units", apply)
