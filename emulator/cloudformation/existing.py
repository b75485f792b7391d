"""A name that is taken already: ministack would overwrite, CloudFormation fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def taken(kind: str, props: dict[str, Any]) -> bool:
    """Whether the name a resource asks for exists in the account already."""
    held = _NAMED.get(kind)
    return bool(held and props.get(held[0]) and held[1](props))


def reason(kind: str, props: dict[str, Any]) -> str:
    """CloudFormation's reason for the failure."""
    name = props[_NAMED[kind][0]]
    return (
        f"Resource handler returned message: \"Resource of type '{kind}' with identifier "
        f"'{name}' already exists.\" (HandlerErrorCode: AlreadyExists)"
    )


def _role(props: dict[str, Any]) -> bool:
    from ministack.services import iam

    return props["RoleName"] in iam._roles


def _managed_policy(props: dict[str, Any]) -> bool:
    from ministack.services import iam

    return any(
        policy["PolicyName"] == props["ManagedPolicyName"] for policy in iam._policies.values()
    )


def _log_group(props: dict[str, Any]) -> bool:
    from ministack.services import cloudwatch_logs

    return props["LogGroupName"] in cloudwatch_logs._log_groups


def _function(props: dict[str, Any]) -> bool:
    from ministack.services import lambda_svc

    return props["FunctionName"] in lambda_svc._functions


_NAMED: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "AWS::IAM::Role": ("RoleName", _role),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", _managed_policy),
    "AWS::Logs::LogGroup": ("LogGroupName", _log_group),
    "AWS::Lambda::Function": ("FunctionName", _function),
}
