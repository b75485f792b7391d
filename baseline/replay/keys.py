"""What a record tells of the condition keys that its call had.

A key that is not here is unseen: tags of the caller and of the resource, for example, are in no
log. One whose value is none was not in the request. Nothing is concluded from silence, except where
AWS says what is always recorded.

Source: CloudTrail user guide, CloudTrail userIdentity element and CloudTrail record contents; IAM
user guide, AWS global condition context keys; read 2026-11-24. For keys of a service: its page of
the Service Authorization Reference, and the request's parameters as its API reference names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from baseline.policy.proof.dimensions import Value
from baseline.policy.proof.masks import UNSEEN

Record = Mapping[str, Any]

_TYPES = {
    "Root": "Account",
    "IAMUser": "User",
    "AssumedRole": "AssumedRole",
    "Role": "AssumedRole",
    "FederatedUser": "FederatedUser",
}
_ADDRESS = re.compile(r"[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")


def value_of(key: str, record: Record) -> Value:
    """Return what a record tells of a key, by its name in lower case."""
    reader = _READERS.get(key)
    return UNSEEN if reader is None else reader(record)


def principal(record: Record) -> str | None:
    """Return the ARN that policies compare: of a session, its role with its path.

    None where the record does not tell it.
    """
    identity = record["userIdentity"]
    if identity.get("type") in ("AssumedRole", "Role"):
        arn = within(identity, "sessionContext", "sessionIssuer").get("arn")
    else:
        arn = identity.get("arn")
    return arn if isinstance(arn, str) else None


def _principal(record: Record) -> Value:
    return principal(record) or UNSEEN


def _identity(name: str) -> Callable[[Record], Value]:
    return lambda record: _text(record["userIdentity"].get(name), UNSEEN)


def _username(record: Record) -> Value:
    identity = record["userIdentity"]
    is_user = identity.get("type") == "IAMUser"
    return _text(identity.get("userName"), UNSEEN) if is_user else None


def _type(record: Record) -> Value:
    return _TYPES.get(str(record["userIdentity"].get("type")), UNSEEN)


def _assumed_root(record: Record) -> Value:
    context = within(record["userIdentity"], "sessionContext")
    return "true" if str(context.get("assumedRoot")).lower() == "true" else None


def _mfa(record: Record) -> Value:
    """Read whether there was a second factor; keys that do not expire know nothing of it."""
    identity = record["userIdentity"]
    if identity.get("sessionContext") is None:
        return None
    attributes = within(identity, "sessionContext", "attributes")
    return _text(attributes.get("mfaAuthenticated"), UNSEEN)


def is_service(record: Record) -> bool:
    """Say whether an AWS service called for itself."""
    return bool(record["userIdentity"].get("type") == "AWSService")


def _of_service(record: Record) -> Value:
    """Read a key that only a service which calls for itself brings, of which no record tells."""
    return UNSEEN if is_service(record) else None


def _transport(record: Record) -> Value:
    """Read whether the call came by TLS; without the version nothing is known."""
    return "true" if within(record, "tlsDetails").get("tlsVersion") else UNSEEN


def _source_ip(record: Record) -> Value:
    address = str(record.get("sourceIPAddress"))
    return address if _ADDRESS.fullmatch(address) else UNSEEN


def _via_service(record: Record) -> Value:
    return UNSEEN if record["userIdentity"].get("invokedBy") else "false"


def _called(*events: str, by: Callable[[Mapping[str, Any]], Value]) -> Callable[[Record], Value]:
    """Read a key from the parameters of the events that have it."""

    def read(record: Record) -> Value:
        parameters = record.get("requestParameters")
        if record.get("eventName") not in events or not isinstance(parameters, dict):
            return UNSEEN
        return by(parameters)

    return read


def _parameter(name: str, otherwise: Value) -> Callable[[Mapping[str, Any]], Value]:
    return lambda parameters: _text(parameters.get(name), otherwise)


def _shared_with_all(parameters: Mapping[str, Any]) -> Value:
    added = within(parameters, "createVolumePermission", "add").get("items") or ()
    groups = [each.get("group") for each in added if isinstance(each, dict)]
    return "all" if "all" in groups else None


def within(value: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """Go down into objects that may be missing, or be something else."""
    for name in names:
        found = value.get(name)
        value = found if isinstance(found, dict) else {}
    return value


def _text(value: object, otherwise: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and len(value) == 1:
        return _text(value[0], otherwise)
    return value if isinstance(value, str) else otherwise


_WITH_ACL = ("CreateBucket", "PutBucketAcl", "PutObject", "PutObjectAcl", "CopyObject")
_READERS: Mapping[str, Callable[[Record], Value]] = {
    "aws:principalarn": _principal,
    "aws:principalaccount": _identity("accountId"),
    "aws:principaltype": _type,
    "aws:principalisawsservice": lambda record: str(is_service(record)).lower(),
    "aws:userid": _identity("principalId"),
    "aws:username": _username,
    "aws:requestedregion": lambda record: _text(record.get("awsRegion"), UNSEEN),
    "aws:assumedroot": _assumed_root,
    "aws:multifactorauthpresent": _mfa,
    "aws:sourceip": _source_ip,
    "aws:securetransport": _transport,
    "aws:sourceaccount": _of_service,
    "aws:sourcearn": _of_service,
    "aws:sourceorgid": _of_service,
    "aws:sourceorgpaths": _of_service,
    "aws:sourcevpce": lambda record: _text(record.get("vpcEndpointId"), UNSEEN),
    "aws:viaawsservice": _via_service,
    "ec2:instancetype": _called("RunInstances", by=_parameter("instanceType", UNSEEN)),
    "ec2:attribute/instancetype": _called(
        "ModifyInstanceAttribute",
        by=lambda given: "set" if given.get("instanceType") else None,
    ),
    "ec2:encrypted": _called(
        "CreateVolume", by=lambda given: "true" if given.get("encrypted") is True else UNSEEN
    ),
    "ec2:add/group": _called("ModifySnapshotAttribute", by=_shared_with_all),
    "elasticfilesystem:encrypted": _called("CreateFileSystem", by=_parameter("encrypted", UNSEEN)),
    "rds:storageencrypted": _called(
        "CreateDBCluster", "CreateDBInstance", by=_parameter("storageEncrypted", UNSEEN)
    ),
    "rds:databaseengine": _called("CreateDBInstance", by=_parameter("engine", UNSEEN)),
    "s3:x-amz-acl": _called(*_WITH_ACL, by=_parameter("x-amz-acl", None)),
}
