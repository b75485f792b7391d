"""Condition keys by which EC2, RDS and EFS tell policies what a request asks for.

Where a request is silent, the key holds what AWS then does: it encrypts nothing, and launches an
m1.small. Encryption by default is not known here.

Source: Service Authorization Reference, Amazon EC2, Amazon RDS and Amazon EFS, condition keys;
Amazon EC2 API reference, RunInstances, InstanceType.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..access import Access, Place, text, texts
from ..operation import Operation
from . import generic

Keys = Mapping[str, str | list[str]]

_DEFAULT_TYPE = "m1.small"
_ATTRIBUTE_PARAMETERS = frozenset({"Action", "Version", "InstanceId", "DryRun", "Value"})


def of_ec2(operation: Operation, resource: str) -> Keys:
    """Return the keys that a request to EC2 gives one of its resources."""
    kind = resource.rpartition(":")[2].partition("/")[0]
    given = operation.parameters
    if operation.name == "RunInstances" and kind == "instance":
        return {"ec2:instancetype": text(given, "InstanceType") or _DEFAULT_TYPE}
    if operation.name in ("CreateVolume", "RunInstances") and kind == "volume":
        return {"ec2:encrypted": _all_encrypted(operation)}
    if operation.name == "ModifyInstanceAttribute":
        return _attribute(given)
    if operation.name == "ModifySnapshotAttribute":
        return {"ec2:add/group": added} if (added := _added_groups(given)) else {}
    return {}


def databases(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action of RDS on its resources, with the engine and encryption that are asked for.

    Raises:
        UnmappedError: see `generic.accesses`.
    """
    given = operation.parameters
    keys = {}
    if operation.name in ("CreateDBCluster", "CreateDBInstance"):
        keys["rds:storageencrypted"] = _flag(given.get("StorageEncrypted"))
        keys["rds:databaseengine"] = text(given, "Engine")
    return _with(keys, generic.accesses(operation, actions, place))


def file_systems(
    operation: Operation, actions: tuple[str, ...], place: Place
) -> tuple[Access, ...]:
    """Each action of EFS on its resources, with the encryption that is asked for.

    Raises:
        UnmappedError: see `generic.accesses`.
    """
    keys = {}
    if operation.name == "CreateFileSystem":
        keys["elasticfilesystem:encrypted"] = _flag(operation.parameters.get("Encrypted"))
    return _with(keys, generic.accesses(operation, actions, place))


def _with(keys: Mapping[str, str], found: tuple[Access, ...]) -> tuple[Access, ...]:
    return tuple(Access(each.action, each.resource, {**each.keys, **keys}) for each in found)


def _flag(value: Any) -> str:
    return str(value).lower() if value is not None else "false"


def _all_encrypted(operation: Operation) -> str:
    """Tell whether every volume of the request is to be encrypted; one that is not counts."""
    given = operation.parameters
    if operation.name == "CreateVolume":
        return _flag(given.get("Encrypted"))
    disks = [
        each["Ebs"]
        for each in given.get("BlockDeviceMapping", [])
        if isinstance(each, Mapping) and isinstance(each.get("Ebs"), Mapping)
    ]
    flags = {_flag(disk.get("Encrypted")) for disk in disks}
    return "true" if flags == {"true"} else "false"


def _attribute(given: Mapping[str, Any]) -> Keys:
    """Name the one attribute that a request changes, in either of its two forms."""
    if name := text(given, "Attribute"):
        return {"ec2:attribute": name, f"ec2:attribute/{name.lower()}": text(given, "Value")}
    for name, value in given.items():
        if name not in _ATTRIBUTE_PARAMETERS:
            wanted = text(value, "Value") if isinstance(value, Mapping) else str(value)
            return {"ec2:attribute": name, f"ec2:attribute/{name.lower()}": wanted}
    return {}


def _added_groups(given: Mapping[str, Any]) -> list[str]:
    """List the groups that a request shares a snapshot with, in either of its two forms."""
    if text(given, "OperationType") == "add":
        return texts(given, "UserGroup")
    wanted = given.get("CreateVolumePermission", {})
    return [each["Group"] for each in wanted.get("Add", []) if "Group" in each]
