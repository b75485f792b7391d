"""AWS::CUR::ReportDefinition.

Source: CloudFormation resource specification; Cost and Usage Reports API reference.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]

_NOT_SENT = ("Tags",)


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the report."""
    cur = clients.client("cur")
    clients.create(cur.put_report_definition, ReportDefinition=_definition(properties))
    _tag(cur, properties)
    return properties["ReportName"], {}


def update(name: str, _old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the report in place, and its tags."""
    cur = clients.client("cur")
    clients.change(cur.modify_report_definition, ReportName=name, ReportDefinition=_definition(new))
    _tag(cur, new)
    return name, {}


def delete(name: str, _properties: dict[str, Any]) -> None:
    """Delete the report; one gone already is no failure."""
    clients.quiet(clients.client("cur").delete_report_definition, ReportName=name)


def _tag(cur: Any, properties: dict[str, Any]) -> None:
    if tags := clients.own_tags(properties):
        clients.change(cur.tag_resource, ReportName=properties["ReportName"], Tags=tags)


def _definition(properties: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in properties.items() if name not in _NOT_SENT}
    return {"AdditionalSchemaElements": [], **given}


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
