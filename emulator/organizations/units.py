"""Units: what AWS refuses, and the calls moto answers otherwise than AWS."""

from __future__ import annotations

from typing import Any

from ..refusal import refuse
from . import state

Given = dict[str, Any]


def before_create(backend: Any, given: Given, settings: state.Settings) -> None:
    """Refuse a unit under no parent, too deep, twice, or one too many.

    Raises:
        RefusedError: as CreateOrganizationalUnit does.
    """
    parent = state.unit_or_root(backend, given["ParentId"])
    if parent is None:
        raise refuse("ParentNotFoundException", "You specified parent that doesn't exist.")
    if state.depth(backend, parent.id) >= settings.quotas.unit_depth:
        raise refuse(
            "ConstraintViolationException",
            "You have exceeded the maximum depth for nested organizational units.",
            reason="OU_DEPTH_LIMIT_EXCEEDED",
        )
    if len(backend.ou) - 1 >= settings.quotas.units:
        raise refuse(
            "ConstraintViolationException",
            "You have exceeded the allowed number of organizational units.",
            reason="OU_NUMBER_LIMIT_EXCEEDED",
        )
    _refuse_same_name(backend, given["Name"], parent.id, "")


def update(backend: Any, given: Given) -> dict[str, Any]:
    """Rename a unit.

    Raises:
        RefusedError: as UpdateOrganizationalUnit does.
    """
    unit = _unit(backend, given["OrganizationalUnitId"])
    if given.get("Name"):
        _refuse_same_name(backend, given["Name"], unit.parent_id, unit.id)
        unit.name = given["Name"]
    described: dict[str, Any] = unit.describe()
    return described


def delete(backend: Any, given: Given) -> dict[str, Any]:
    """Delete an empty unit; its policies are detached from it first.

    Raises:
        RefusedError: as DeleteOrganizationalUnit does.
    """
    unit = _unit(backend, given["OrganizationalUnitId"])
    if any(entity.parent_id == unit.id for entity in (*backend.ou, *backend.accounts)):
        raise refuse(
            "OrganizationalUnitNotEmptyException",
            "The specified OU is not empty. Move all accounts to another root or to other OUs, "
            "remove all child OUs, and try the operation again.",
        )
    for attached in list(unit.attached_policies):
        attached.attachments.remove(unit)
    backend.ou.remove(unit)
    return {}


def _unit(backend: Any, unit_id: str) -> Any:
    unit = state.unit_or_root(backend, unit_id)
    if unit is None or unit.type == "ROOT":
        raise refuse(
            "OrganizationalUnitNotFoundException", f"We can't find an OU with the id {unit_id}."
        )
    return unit


def _refuse_same_name(backend: Any, name: str, parent_id: str, own_id: str) -> None:
    for unit in backend.ou:
        if unit.parent_id == parent_id and unit.name == name and unit.id != own_id:
            raise refuse(
                "DuplicateOrganizationalUnitException", "An OU with the same name already exists."
            )
