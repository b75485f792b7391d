"""AWS::BCMDataExports::Export.

Source: CloudFormation resource specification; AWS Data Exports API reference.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the export."""
    made = clients.create(
        clients.client("bcm-data-exports").create_export,
        Export=properties["Export"],
        ResourceTags=_tags(properties),
    )
    return made["ExportArn"], {"ExportArn": made["ExportArn"]}


def update(arn: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the export in place, and its tags."""
    exports = clients.client("bcm-data-exports")
    clients.change(exports.update_export, ExportArn=arn, Export=new["Export"])
    clients.update_tags(exports, {"ResourceArn": arn}, _tags(old), _tags(new), "Resource")
    return arn, {"ExportArn": arn}


def delete(arn: str, _properties: dict[str, Any]) -> None:
    """Delete the export; one gone already is no failure."""
    clients.quiet(clients.client("bcm-data-exports").delete_export, ExportArn=arn)


def _tags(properties: dict[str, Any]) -> list[dict[str, str]]:
    return clients.own_tags({"Tags": properties.get("Tags")})


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
