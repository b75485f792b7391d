"""Keys by which a request tells policies what it asks for, as its service reads the request."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.authorisation.context import Context

from .mapping import requested

_LAUNCH = {"ImageId": "ami-12345678", "MinCount": 1, "MaxCount": 1}
_DATABASE = {"DBInstanceIdentifier": "a", "DBInstanceClass": "db.t3.micro", "Engine": "postgres"}
_SNAPSHOT = {"SnapshotId": "snap-12345678"}
_INSTANCE = {"InstanceId": "i-12345678"}

ROWS: list[tuple[str, str, dict[str, Any], str, dict[str, Any]]] = [
    ("ec2", "RunInstances", {**_LAUNCH, "InstanceType": "p5.48xlarge"}, ":instance/",
     {"ec2:instancetype": "p5.48xlarge"}),
    ("ec2", "RunInstances", _LAUNCH, ":instance/", {"ec2:instancetype": "m1.small"}),
    ("ec2", "RunInstances", _LAUNCH, ":volume/", {"ec2:encrypted": "false"}),
    ("ec2", "RunInstances", _LAUNCH, ":network-interface/", {}),
    ("ec2", "RunInstances",
     {**_LAUNCH, "BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"Encrypted": True}}]},
     ":volume/", {"ec2:encrypted": "true"}),
    ("ec2", "RunInstances",
     {**_LAUNCH, "BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"Encrypted": True}},
                                         {"DeviceName": "b", "Ebs": {"VolumeSize": 8}}]},
     ":volume/", {"ec2:encrypted": "false"}),
    ("ec2", "CreateVolume", {"AvailabilityZone": "a", "Encrypted": True}, ":volume/",
     {"ec2:encrypted": "true"}),
    ("ec2", "CreateVolume", {"AvailabilityZone": "a"}, ":volume/", {"ec2:encrypted": "false"}),
    ("ec2", "ModifyInstanceAttribute", {**_INSTANCE, "InstanceType": {"Value": "m5.large"}},
     ":instance/",
     {"ec2:attribute": "InstanceType", "ec2:attribute/instancetype": "m5.large"}),
    ("ec2", "ModifyInstanceAttribute",
     {**_INSTANCE, "Attribute": "instanceType", "Value": "m5.large"}, ":instance/",
     {"ec2:attribute": "instanceType", "ec2:attribute/instancetype": "m5.large"}),
    ("ec2", "ModifySnapshotAttribute",
     {**_SNAPSHOT, "CreateVolumePermission": {"Add": [{"Group": "all"}]}}, ":snapshot/",
     {"ec2:add/group": ["all"]}),
    ("ec2", "ModifySnapshotAttribute",
     {**_SNAPSHOT, "OperationType": "add", "GroupNames": ["all"]}, ":snapshot/",
     {"ec2:add/group": ["all"]}),
    ("ec2", "ModifySnapshotAttribute",
     {**_SNAPSHOT, "OperationType": "remove", "GroupNames": ["all"]}, ":snapshot/", {}),
    ("ec2", "ModifySnapshotAttribute",
     {**_SNAPSHOT, "CreateVolumePermission": {"Add": [{"UserId": "444455556666"}]}}, ":snapshot/",
     {}),
    ("rds", "CreateDBInstance", {**_DATABASE, "StorageEncrypted": True}, ":db:",
     {"rds:storageencrypted": "true", "rds:databaseengine": "postgres"}),
    ("rds", "CreateDBInstance", _DATABASE, ":db:",
     {"rds:storageencrypted": "false", "rds:databaseengine": "postgres"}),
    ("rds", "CreateDBCluster", {"DBClusterIdentifier": "a", "Engine": "neptune"}, ":cluster:",
     {"rds:storageencrypted": "false", "rds:databaseengine": "neptune"}),
    ("rds", "DescribeDBInstances", {}, ":db:", {}),
    ("efs", "CreateFileSystem", {"CreationToken": "a", "Encrypted": True}, "*",
     {"elasticfilesystem:encrypted": "true"}),
    ("efs", "CreateFileSystem", {"CreationToken": "a"}, "*",
     {"elasticfilesystem:encrypted": "false"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "name", "parameters", "about", "keys"),
    ROWS,
    ids=[f"{row[1]}{row[3]}{number}" for number, row in enumerate(ROWS)],
)
def test_request_tells_what_it_asks_for(
    service: str, name: str, parameters: dict[str, Any], about: str, keys: dict[str, Any]
) -> None:
    """Each resource gets the keys that concern it, in every form a request can be written in."""
    found = [each for each in requested(service, name, parameters) if about in each.resource]
    assert [each.keys for each in found] == [keys]


@pytest.mark.parametrize("key", ["ec2:Add/group", "ec2:Attribute/InstanceType"])
def test_a_key_of_the_request_alone_is_known_to_be_missing(key: str) -> None:
    """What only a request could tell is absent where it does not; the rest stays unknown."""
    context = Context({}, dict)
    assert context.knows(key)
    assert context.get(key) is None
    assert not context.knows("ec2:InstanceType")
    assert not context.knows("rds:StorageEncrypted")
