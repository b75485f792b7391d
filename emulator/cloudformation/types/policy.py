"""AWS::Organizations::Policy.

Source: aws-cloudformation-resource-providers-organizations, its handlers.
"""

from __future__ import annotations

import json
from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]

_TYPE = "AWS::Organizations::Policy"


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the policy and attach it; what was made is undone when that fails."""
    organizations = clients.client("organizations")
    known = clients.pages(organizations, "list_policies", "Policies", Filter=properties["Type"])
    if any(policy["Name"] == properties["Name"] for policy in known):
        raise clients.already_exists(_TYPE, properties["Name"])
    made = clients.create(
        organizations.create_policy,
        Name=properties["Name"],
        Type=properties["Type"],
        Content=content_of(properties),
        Description=properties.get("Description", ""),
        Tags=clients.own_tags(properties),
    )["Policy"]["PolicySummary"]
    try:
        for target in properties.get("TargetIds") or []:
            clients.change(organizations.attach_policy, PolicyId=made["Id"], TargetId=target)
    except clients.HandlerError:
        _remove(organizations, made["Id"], properties)
        raise
    return made["Id"], _attributes(made)


def update(policy_id: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the policy; new targets are attached before old ones are detached."""
    organizations = clients.client("organizations")
    made = clients.change(
        organizations.update_policy,
        PolicyId=policy_id,
        Name=new["Name"],
        Description=new.get("Description", ""),
        Content=content_of(new),
    )["Policy"]["PolicySummary"]
    before, after = set(old.get("TargetIds") or []), set(new.get("TargetIds") or [])
    for target in sorted(after - before):
        _attach(organizations, policy_id, target)
    for target in sorted(before - after):
        _detach(organizations, policy_id, target)
    clients.update_tags(
        organizations, {"ResourceId": policy_id}, clients.own_tags(old), clients.own_tags(new)
    )
    return policy_id, _attributes(made)


def delete(policy_id: str, properties: dict[str, Any]) -> None:
    """Detach the template's targets and delete; a policy gone already is no failure."""
    _remove(clients.client("organizations"), policy_id, properties)


def content_of(properties: dict[str, Any]) -> str:
    """The content as it is sent: an object compact, a string as it stands."""
    content = properties["Content"]
    if isinstance(content, str):
        return content
    return json.dumps(content, separators=(",", ":"))


def _remove(organizations: Any, policy_id: str, properties: dict[str, Any]) -> None:
    for target in properties.get("TargetIds") or []:
        _detach(organizations, policy_id, target)
    try:
        clients.change(organizations.delete_policy, PolicyId=policy_id)
    except clients.HandlerError as error:
        if "HandlerErrorCode: NotFound" not in str(error):
            raise


def _attach(organizations: Any, policy_id: str, target: str) -> None:
    try:
        clients.change(organizations.attach_policy, PolicyId=policy_id, TargetId=target)
    except clients.HandlerError as error:
        if "already attached" not in str(error):
            raise


def _detach(organizations: Any, policy_id: str, target: str) -> None:
    try:
        clients.change(organizations.detach_policy, PolicyId=policy_id, TargetId=target)
    except clients.HandlerError as error:
        if "isn't attached" not in str(error) and "HandlerErrorCode: NotFound" not in str(error):
            raise


def _attributes(summary: dict[str, Any]) -> dict[str, Any]:
    return {"Id": summary["Id"], "Arn": summary["Arn"], "AwsManaged": summary["AwsManaged"]}


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
