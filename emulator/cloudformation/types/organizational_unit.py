"""AWS::Organizations::OrganizationalUnit.

Source: aws-cloudformation-resource-providers-organizations, its handlers.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, str]]

_TYPE = "AWS::Organizations::OrganizationalUnit"


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the unit; one of that name under that parent is not adopted."""
    organizations = clients.client("organizations")
    siblings = clients.pages(
        organizations,
        "list_organizational_units_for_parent",
        "OrganizationalUnits",
        ParentId=properties["ParentId"],
    )
    if any(unit["Name"] == properties["Name"] for unit in siblings):
        raise clients.already_exists(_TYPE, properties["Name"])
    made = clients.create(
        organizations.create_organizational_unit,
        ParentId=properties["ParentId"],
        Name=properties["Name"],
        Tags=clients.own_tags(properties),
    )["OrganizationalUnit"]
    return made["Id"], _attributes(made, organizations)


def update(unit_id: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Rename and tag; another parent is a replacement and never comes here."""
    organizations = clients.client("organizations")
    if old.get("Name") != new["Name"]:
        clients.change(
            organizations.update_organizational_unit,
            OrganizationalUnitId=unit_id,
            Name=new["Name"],
        )
    clients.update_tags(
        organizations, {"ResourceId": unit_id}, clients.own_tags(old), clients.own_tags(new)
    )
    unit = clients.change(organizations.describe_organizational_unit, OrganizationalUnitId=unit_id)[
        "OrganizationalUnit"
    ]
    return unit_id, _attributes(unit, organizations)


def delete(unit_id: str, _properties: dict[str, Any]) -> None:
    """Delete the unit; one that is gone already is no failure."""
    organizations = clients.client("organizations")
    try:
        clients.change(organizations.delete_organizational_unit, OrganizationalUnitId=unit_id)
    except clients.HandlerError as error:
        if "HandlerErrorCode: NotFound" not in str(error):
            raise


def _attributes(unit: dict[str, Any], organizations: Any) -> dict[str, str]:
    """Id, Arn and the path from the organization down."""
    chain = [unit["Id"]]
    while not chain[0].startswith("r-"):
        parent = clients.change(organizations.list_parents, ChildId=chain[0])["Parents"][0]
        chain.insert(0, parent["Id"])
    organization = unit["Arn"].split("/")[1]
    return {
        "Id": unit["Id"],
        "Arn": unit["Arn"],
        "Path": "/".join([organization, *chain]) + "/",
    }


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
