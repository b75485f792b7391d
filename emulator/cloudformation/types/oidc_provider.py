"""AWS::IAM::OIDCProvider.

Source: CloudFormation resource specification; IAM API reference, CreateOpenIDConnectProvider.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the provider; an account has one for an address."""
    made = clients.create(
        clients.client("iam").create_open_id_connect_provider,
        Url=properties["Url"],
        ClientIDList=properties.get("ClientIdList") or [],
        ThumbprintList=properties.get("ThumbprintList") or [],
        Tags=properties.get("Tags") or [],
    )
    arn = made["OpenIDConnectProviderArn"]
    return arn, {"Arn": arn}


def update(arn: str, _old: dict[str, Any], new: dict[str, Any], stack: str) -> Made:
    """Make the provider anew; its ARN comes from its address, which cannot change."""
    delete(arn, new)
    return create("", new, stack)


def delete(arn: str, _properties: dict[str, Any]) -> None:
    """Delete the provider; one gone already is no failure."""
    clients.quiet(
        clients.client("iam").delete_open_id_connect_provider, OpenIDConnectProviderArn=arn
    )


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
