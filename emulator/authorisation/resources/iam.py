"""Resources of IAM: entities by name, with the path that ministack keeps for them."""

from __future__ import annotations

from typing import Any

from .. import reference, state
from ..access import Access, Place, on_each, text
from ..operation import Operation
from . import generic

_BY_NAME = {
    "role": ("RoleName",),
    "user": ("UserName",),
    "group": ("GroupName",),
    "policy": ("PolicyName",),
    "instance-profile": ("InstanceProfileName",),
    "server-certificate": ("ServerCertificateName",),
    "mfa": ("VirtualMFADeviceName",),
    "saml-provider": ("Name",),
}
_CREATED = {
    "CreateRole": "role",
    "CreateUser": "user",
    "CreateGroup": "group",
    "CreatePolicy": "policy",
    "CreateInstanceProfile": "instance-profile",
    "UploadServerCertificate": "server-certificate",
    "CreateVirtualMFADevice": "mfa",
    "CreateSAMLProvider": "saml-provider",
}
_RENAMED = {
    "UpdateUser": ("user", "NewUserName", "UserName"),
    "UpdateGroup": ("group", "NewGroupName", "GroupName"),
    "UpdateServerCertificate": (
        "server-certificate",
        "NewServerCertificateName",
        "ServerCertificateName",
    ),
}


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on the entity it changes; renaming needs the old and the new ARN.

    Raises:
        UnmappedError: if the request does not name the entity.
    """
    keys = _keys(operation)
    return on_each(actions, lambda action: _resources(operation, action, place), keys)


def entity_arn(kind: str, name: str, place: Place) -> str:
    """Return the ARN of a named entity; with its path when it exists, at `/` otherwise."""
    found = state.iam_entity(kind, name, place.account)
    return str(found["Arn"]) if found else _arn(kind, "/", name, place)


def roles_of_profile(profile: str, place: Place) -> list[str]:
    """Return the roles of an instance profile, given by name or ARN."""
    found = state.iam_entity("instance-profile", profile.rpartition("/")[2], place.account)
    return [entity_arn("role", name, place) for name in (found or {}).get("Roles", [])]


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    given = operation.parameters
    types = reference.resource_types(action)
    if operation.name == "CreateServiceLinkedRole":
        service = text(given, "AWSServiceName")
        return (_arn("role", "/", f"aws-service-role/{service}/*", place),)
    if kind := _CREATED.get(operation.name):
        path = text(given, "Path") or "/"
        return (_arn(kind, path, text(given, *_BY_NAME[kind]), place),)
    if operation.name == "CreateOpenIDConnectProvider":
        host = text(given, "Url").removeprefix("https://").rstrip("/")
        return (_arn("oidc-provider", "/", host, place),)
    named = [
        entity_arn(kind, name, place)
        for kind in types
        if (name := text(given, *_BY_NAME.get(kind, ())))
    ]
    if operation.name in _RENAMED:
        named.append(_new_name(operation, place))
    if named:
        return tuple(named)
    if types == ("user",) and operation.name != "GetAccessKeyLastUsed":
        return (place.principal_arn,)
    return generic.resources(operation, action, place)


def _new_name(operation: Operation, place: Place) -> str:
    kind, new, old = _RENAMED[operation.name]
    name = text(operation.parameters, new, old)
    path = text(operation.parameters, "NewPath")
    if not path:
        found = state.iam_entity(kind, text(operation.parameters, old), place.account)
        path = str((found or {}).get("Path", "/"))
    return _arn(kind, path, name, place)


def _arn(kind: str, path: str, name: str, place: Place) -> str:
    return place.arn("iam", f"{kind}/{path.strip('/')}/{name}".replace("//", "/"), region=False)


def _keys(operation: Operation) -> dict[str, Any]:
    given = operation.parameters
    keys = {
        "iam:policyarn": text(given, "PolicyArn"),
        "iam:permissionsboundary": text(given, "PermissionsBoundary"),
        "iam:awsservicename": text(given, "AWSServiceName"),
    }
    return {name: value for name, value in keys.items() if value}
