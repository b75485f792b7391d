"""AWS::Logs::QueryDefinition.

Source: CloudFormation resource specification; CloudWatch Logs API reference, PutQueryDefinition.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Save the query."""
    return _put(properties)


def update(query_id: str, _old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Save the query under the id it has."""
    return _put(new, queryDefinitionId=query_id)


def delete(query_id: str, _properties: dict[str, Any]) -> None:
    """Delete the query; one gone already is no failure."""
    logs = clients.client("logs")
    clients.quiet(logs.delete_query_definition, queryDefinitionId=query_id)


def _put(properties: dict[str, Any], **more: str) -> Made:
    made = clients.create(
        clients.client("logs").put_query_definition,
        name=properties["Name"],
        queryString=properties["QueryString"],
        logGroupNames=properties.get("LogGroupNames") or [],
        **more,
    )
    query_id = made["queryDefinitionId"]
    return query_id, {"QueryDefinitionId": query_id}


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
