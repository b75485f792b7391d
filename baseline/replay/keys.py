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
_Reader = Callable[[Record], Value]

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
        identity = within(identity, "sessionContext", "sessionIssuer")
    arn = identity.get("arn")
    return arn if isinstance(arn, str) else None


def is_service(record: Record) -> bool:
    """Say whether an AWS service called for itself."""
    return bool(record["userIdentity"].get("type") == "AWSService")


def within(value: Record, *names: str) -> Record:
    """Go down into objects that may be missing, or be something else."""
    for name in names:
        found = value.get(name)
        value = found if isinstance(found, dict) else {}
    return value


def shown_parameters(record: Record) -> Record | None:
    """Return the parameters of a call; none where it has none, or more than CloudTrail keeps.

    Source: CloudTrail user guide, CloudTrail record contents, `omitted`, read 2026-11-30.
    """
    found = record.get("requestParameters")
    if not isinstance(found, dict) or str(found.get("omitted")).lower() == "true":
        return None
    return found


def _text(value: object, otherwise: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and len(value) == 1:
        return _text(value[0], otherwise)
    return value if isinstance(value, str) else otherwise


def _at(*path: str, otherwise: Value = UNSEEN) -> _Reader:
    """Read what stands at a place."""
    *above, name = path
    return lambda record: _text(within(record, *above).get(name), otherwise)


def _username(record: Record) -> Value:
    is_user = record["userIdentity"].get("type") == "IAMUser"
    return _at("userIdentity", "userName")(record) if is_user else None


def _mfa(record: Record) -> Value:
    """Read whether there was a second factor; keys that do not expire know nothing of it."""
    if record["userIdentity"].get("sessionContext") is None:
        return None
    return _at("userIdentity", "sessionContext", "attributes", "mfaAuthenticated")(record)


def _assumed_root(record: Record) -> Value:
    context = within(record, "userIdentity", "sessionContext")
    return "true" if str(context.get("assumedRoot")).lower() == "true" else None


def _source_ip(record: Record) -> Value:
    address = str(record.get("sourceIPAddress"))
    return address if _ADDRESS.fullmatch(address) else UNSEEN


def _via_service(record: Record) -> Value:
    return UNSEEN if record["userIdentity"].get("invokedBy") else "false"


def _transport(record: Record) -> Value:
    """Read whether the call came by TLS; calls by services for somebody have no such details."""
    return "true" if within(record, "tlsDetails").get("tlsVersion") else UNSEEN


def _of_service(record: Record) -> Value:
    """Read a key that only a service which calls for itself brings, of which no record tells."""
    return UNSEEN if is_service(record) else None


def _called(*events: str, by: _Reader) -> _Reader:
    """Read a key from the parameters of the events that have it."""

    def read(record: Record) -> Value:
        given = shown_parameters(record)
        return UNSEEN if record.get("eventName") not in events or given is None else by(given)

    return read


def _shared_with_all(parameters: Record) -> Value:
    added = within(parameters, "createVolumePermission", "add").get("items") or ()
    return "all" if any(within({"": each}, "").get("group") == "all" for each in added) else None


_WITH_ACL = ("CreateBucket", "PutBucketAcl", "PutObject", "PutObjectAcl", "CopyObject")
_READERS: Mapping[str, _Reader] = {
    "aws:principalarn": lambda record: principal(record) or UNSEEN,
    "aws:principalaccount": _at("userIdentity", "accountId"),
    "aws:principaltype": lambda record: _TYPES.get(str(record["userIdentity"].get("type")), UNSEEN),
    "aws:principalisawsservice": lambda record: str(is_service(record)).lower(),
    "aws:userid": _at("userIdentity", "principalId"),
    "aws:username": _username,
    "aws:requestedregion": _at("awsRegion"),
    "aws:assumedroot": _assumed_root,
    "aws:multifactorauthpresent": _mfa,
    "aws:sourceip": _source_ip,
    "aws:securetransport": _transport,
    "aws:sourceaccount": _of_service,
    "aws:sourcearn": _of_service,
    "aws:sourceorgid": _of_service,
    "aws:sourceorgpaths": _of_service,
    "aws:sourcevpce": _at("vpcEndpointId"),
    "aws:viaawsservice": _via_service,
    "ec2:instancetype": _called("RunInstances", by=_at("instanceType")),
    "ec2:attribute/instancetype": _called(
        "ModifyInstanceAttribute",
        by=lambda given: "set" if given.get("instanceType") else None,
    ),
    "ec2:encrypted": _called(
        "CreateVolume", by=lambda given: "true" if given.get("encrypted") is True else UNSEEN
    ),
    "ec2:add/group": _called("ModifySnapshotAttribute", by=_shared_with_all),
    "elasticfilesystem:encrypted": _called("CreateFileSystem", by=_at("encrypted")),
    "rds:storageencrypted": _called(
        "CreateDBCluster", "CreateDBInstance", by=_at("storageEncrypted")
    ),
    "rds:databaseengine": _called("CreateDBInstance", by=_at("engine")),
    "s3:x-amz-acl": _called(*_WITH_ACL, by=_at("x-amz-acl", otherwise=None)),
}
