"""AWS::SNS::Topic: the key, which ministack's own handler leaves out.

Source: CloudFormation resource specification, AWS::SNS::Topic; Amazon SNS API reference.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def _ministacks() -> dict[str, Any]:
    from ministack.services.cloudformation import provisioners

    return {
        "create": provisioners._sns_create,
        "update": provisioners._sns_update,
        "delete": provisioners._sns_delete,
    }


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    """Create the topic, then give it its key."""
    arn, attributes = _ministacks()["create"](logical_id, properties, stack)
    _key(arn, properties)
    return arn, attributes


def update(arn: str, old: dict[str, Any], new: dict[str, Any], stack: str) -> Made:
    """Change the topic and its key."""
    arn, attributes = _ministacks()["update"](arn, old, new, stack)
    _key(arn, new)
    return arn, attributes


def delete(arn: str, properties: dict[str, Any]) -> None:
    """Delete the topic."""
    _ministacks()["delete"](arn, properties)


def _key(arn: str, properties: dict[str, Any]) -> None:
    clients.change(
        clients.client("sns").set_topic_attributes,
        TopicArn=arn,
        AttributeName="KmsMasterKeyId",
        AttributeValue=properties.get("KmsMasterKeyId", ""),
    )


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
