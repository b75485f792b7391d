"""AWS::IAM::Group.

Source: CloudFormation resource specification; IAM API reference, CreateGroup.
"""

from __future__ import annotations

import secrets
from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    """Create the group and attach its policies; what was made is undone when that fails."""
    iam = clients.client("iam")
    name = properties.get("GroupName") or f"{stack}-{logical_id}-{secrets.token_hex(6).upper()}"
    path = {"Path": properties["Path"]} if "Path" in properties else {}
    made = clients.create(iam.create_group, GroupName=name, **path)["Group"]
    try:
        for arn in properties.get("ManagedPolicyArns") or []:
            clients.change(iam.attach_group_policy, GroupName=name, PolicyArn=arn)
    except clients.HandlerError:
        delete(name, properties)
        raise
    return name, {"Arn": made["Arn"]}


def update(name: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change path and policies; new policies are attached before old ones are detached."""
    iam = clients.client("iam")
    if new.get("Path") != old.get("Path"):
        clients.change(iam.update_group, GroupName=name, NewPath=new.get("Path", "/"))
    before = set(old.get("ManagedPolicyArns") or [])
    after = set(new.get("ManagedPolicyArns") or [])
    for arn in sorted(after - before):
        clients.change(iam.attach_group_policy, GroupName=name, PolicyArn=arn)
    for arn in sorted(before - after):
        clients.quiet(iam.detach_group_policy, GroupName=name, PolicyArn=arn)
    return name, {"Arn": clients.change(iam.get_group, GroupName=name)["Group"]["Arn"]}


def delete(name: str, properties: dict[str, Any]) -> None:
    """Detach the template's policies and delete; people in the group are an error, as in AWS."""
    iam = clients.client("iam")
    for arn in properties.get("ManagedPolicyArns") or []:
        clients.quiet(iam.detach_group_policy, GroupName=name, PolicyArn=arn)
    clients.quiet(iam.delete_group, GroupName=name)


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
