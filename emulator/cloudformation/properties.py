"""Property by property: what a service refuses, and what ministack's handlers leave out.

For the types of our stacks every property is listed; one that is not applied here is
refused, so that a template never seems to have an effect it has not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import applied

APPLIED: Mapping[str, frozenset[str]] = {
    **applied.APPLIED,
    "AWS::Organizations::OrganizationalUnit": frozenset({"Name", "ParentId", "Tags"}),
    "AWS::Organizations::Policy": frozenset(
        {"Name", "Type", "Content", "Description", "TargetIds", "Tags"}
    ),
    "AWS::SSM::Parameter": frozenset(
        {
            "Name",
            "Type",
            "Value",
            "Description",
            "Tier",
            "AllowedPattern",
            "DataType",
            "Policies",
            "Tags",
        }
    ),
    "AWS::Logs::LogGroup": frozenset(
        {"LogGroupName", "RetentionInDays", "KmsKeyId", "LogGroupClass", "Tags"}
    ),
    "AWS::IAM::Role": frozenset(
        {
            "RoleName",
            "Path",
            "Description",
            "AssumeRolePolicyDocument",
            "MaxSessionDuration",
            "ManagedPolicyArns",
            "Policies",
            "PermissionsBoundary",
            "Tags",
        }
    ),
    "AWS::IAM::ManagedPolicy": frozenset(
        {
            "ManagedPolicyName",
            "Path",
            "Description",
            "PolicyDocument",
            "Roles",
            "Users",
            "Groups",
        }
    ),
    "AWS::Lambda::Function": frozenset(
        {
            "FunctionName",
            "Description",
            "Code",
            "Handler",
            "Runtime",
            "Role",
            "Timeout",
            "MemorySize",
            "Environment",
            "LoggingConfig",
            "Architectures",
            "EphemeralStorage",
            "TracingConfig",
            "PackageType",
            "Layers",
            "ReservedConcurrentExecutions",
            "Tags",
        }
    ),
}


def without_system_tags(props: dict[str, Any]) -> dict[str, Any]:
    """The properties as the template has them: without the tags CloudFormation adds."""
    tags = props.get("Tags")
    if isinstance(tags, list):
        kept: Any = [tag for tag in tags if not str(tag.get("Key", "")).startswith("aws:")]
    elif isinstance(tags, dict):
        kept = {key: value for key, value in tags.items() if not key.startswith("aws:")}
    else:
        return props
    return {**props, "Tags": kept}


def unapplied(kind: str, props: dict[str, Any]) -> list[str]:
    """The properties a template sets that would have no effect here."""
    return [
        f"{kind}: the emulator does not apply {name}, so it does not accept it"
        for name in props
        if kind in APPLIED and name not in APPLIED[kind]
    ]


def apply(kind: str, physical_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Apply the properties ministack's handler of a type drops."""
    if kind == "AWS::IAM::Role":
        _permissions_boundary(physical_id, new)
    elif kind == "AWS::Lambda::Function":
        _reserved_concurrency(physical_id, old, new)
        _log_format(physical_id)


def _permissions_boundary(role_name: str, new: dict[str, Any]) -> None:
    from ministack.services import iam

    iam._roles[role_name]["PermissionsBoundary"] = new.get("PermissionsBoundary", "")


def _log_format(name: str) -> None:
    """Fill the format Lambda logs in when the template says nothing of it."""
    from ministack.services import lambda_svc

    logging = lambda_svc._functions[name]["config"].get("LoggingConfig") or {}
    lambda_svc._functions[name]["config"]["LoggingConfig"] = {"LogFormat": "Text", **logging}


def _reserved_concurrency(name: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    from ministack.services import lambda_svc

    wanted = new.get("ReservedConcurrentExecutions")
    if wanted is not None or "ReservedConcurrentExecutions" in old:
        lambda_svc._functions[name]["concurrency"] = None if wanted is None else int(wanted)
