"""What a record tells of the keys of conditions: a value, that there was none, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.policy.proof.dimensions import Value
from baseline.policy.proof.masks import UNSEEN
from baseline.replay.keys import value_of
from tests.replay.records import ACCOUNT, ROLE, record, session

SERVICE = {"type": "AWSService", "invokedBy": "delivery.logs.amazonaws.com"}
USER = {"type": "IAMUser", "arn": f"arn:aws:iam::{ACCOUNT}:user/ann", "userName": "ann"}
VIA = {**session(), "invokedBy": "cloudformation.amazonaws.com"}
VOLUMES = "createVolumePermission"
TOO_LONG = {"omitted": True, "originalSize": 117_463}


@pytest.mark.parametrize(
    ("key", "found", "value"),
    [
        ("aws:principalarn", record("s3 ListBuckets"), ROLE),
        ("aws:principaltype", record("s3 ListBuckets", who=USER), "User"),
        ("aws:username", record("s3 ListBuckets", who=USER), "ann"),
        ("aws:username", record("s3 ListBuckets"), None),
        ("aws:multifactorauthpresent", record("s3 ListBuckets"), "false"),
        ("aws:multifactorauthpresent", record("s3 ListBuckets", who=USER), None),
        ("aws:sourceip", record("s3 ListBuckets"), "192.0.2.7"),
        ("aws:sourceip", record("s3 ListBuckets", sourceIPAddress="AWS Internal"), UNSEEN),
        ("aws:viaawsservice", record("s3 ListBuckets"), "false"),
        ("aws:viaawsservice", record("s3 ListBuckets", who=VIA), UNSEEN),
        ("aws:sourceaccount", record("s3 ListBuckets"), None),
        ("aws:sourceaccount", record("s3 ListBuckets", who=SERVICE), UNSEEN),
        ("aws:securetransport", record("s3 ListBuckets"), UNSEEN),
        ("aws:securetransport", record("s3 ListBuckets", tlsDetails={"tlsVersion": "x"}), "true"),
        ("aws:principaltag/team", record("s3 ListBuckets"), UNSEEN),
        ("ec2:encrypted", record("ec2 CreateVolume", {"encrypted": True}), "true"),
        ("ec2:encrypted", record("ec2 CreateVolume", {"encrypted": False}), UNSEEN),
        ("rds:databaseengine", record("rds CreateDBInstance", {"engine": "mysql"}), "mysql"),
        ("s3:x-amz-acl", record("s3 PutObject", {"x-amz-acl": ["private"]}), "private"),
        ("s3:x-amz-acl", record("s3 PutObject", {"key": "a"}), None),
        ("s3:x-amz-acl", record("s3 GetObject", {"key": "a"}), UNSEEN),
        ("s3:x-amz-acl", record("s3 PutObject", TOO_LONG), UNSEEN),
        ("ec2:add/group", record("ec2 ModifySnapshotAttribute", TOO_LONG), UNSEEN),
        ("ec2:attribute/instancetype", record("ec2 ModifyInstanceAttribute", TOO_LONG), UNSEEN),
        (
            "ec2:add/group",
            record(
                "ec2 ModifySnapshotAttribute", {VOLUMES: {"add": {"items": [{"group": "all"}]}}}
            ),
            "all",
        ),
    ],
)
def test_value(key: str, found: dict[str, Any], value: Value) -> None:
    """Nothing is concluded from silence, except where AWS says what is always recorded."""
    assert value_of(key, found) == value
