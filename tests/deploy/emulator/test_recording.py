"""The emulator as CloudTrail: calls are found in the trail's log group, with their caller."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .conftest import World


def test_a_members_call_is_on_record_with_its_caller(world: World) -> None:
    """A call by a role in a member account is in its stream, with session, MFA and issuer."""
    iam = world.member.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{world.member.id}:root"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    role = iam.create_role(
        RoleName="app", Path="/some/", AssumeRolePolicyDocument=json.dumps(trust)
    )["Role"]
    world.member.assume(role["Arn"], "me").client("ec2", "eu-west-1").describe_vpcs()
    event = world.event("DescribeVpcs", world.member.id)
    assert event["stream"] == (
        f"{world.organization}_{world.member.id}_CloudTrail_{world.management.region}"
    )
    who = event["userIdentity"]
    assert who["type"] == "AssumedRole"
    assert who["arn"] == f"arn:aws:sts::{world.member.id}:assumed-role/app/me"
    assert who["principalId"] == f"{role['RoleId']}:me"
    assert who["sessionContext"]["sessionIssuer"] == {
        "type": "Role",
        "principalId": role["RoleId"],
        "arn": role["Arn"],
        "accountId": world.member.id,
        "userName": "app",
    }
    assert who["sessionContext"]["attributes"]["mfaAuthenticated"] == "false"
    expected = {
        "eventVersion": "1.11",
        "eventSource": "ec2.amazonaws.com",
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "127.0.0.1",
        "readOnly": True,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "eventCategory": "Management",
        "responseElements": None,
    }
    assert event | expected == event


def test_requests_are_in_lower_camel_case_and_global_calls_in_us_east_1(world: World) -> None:
    """Parameters have CloudTrail's names, and IAM's calls its region and root caller."""
    world.management.client("iam", "eu-west-1").create_group(GroupName="some", Path="/a/")
    event = world.event("CreateGroup", world.management.id)
    assert event["stream"] == f"{world.management.id}_CloudTrail_{world.management.region}"
    assert event["awsRegion"] == "us-east-1"
    assert event["userIdentity"]["type"] == "Root"
    assert event["readOnly"] is False
    assert event["requestParameters"] == {"groupName": "some", "path": "/a/"}


def test_use_of_a_key_is_on_record_in_both_accounts(world: World) -> None:
    """Encrypting with another account's key is a read event with the key, in both accounts."""
    world.member.client("kms").encrypt(
        KeyId=world.key, Plaintext=b"very secret", EncryptionContext={"Purpose": "Try"}
    )
    mine = world.event("Encrypt", world.member.id)
    theirs = world.event("Encrypt", world.management.id)
    assert mine["requestParameters"] == {
        "keyId": world.key,
        "encryptionContext": {"Purpose": "Try"},
        "encryptionAlgorithm": "SYMMETRIC_DEFAULT",
    }
    assert mine["readOnly"] is True
    assert mine["resources"] == [
        {"accountId": world.management.id, "type": "AWS::KMS::Key", "ARN": world.key}
    ]
    assert theirs["sharedEventID"] == mine["sharedEventID"]
    assert theirs["eventID"] != mine["eventID"]
    assert theirs["userIdentity"]["type"] == "AWSAccount"
    assert theirs["userIdentity"]["accountId"] == world.member.id
    assert "very secret" not in json.dumps(mine)


def test_a_refused_call_is_on_record_with_its_reason(world: World) -> None:
    """A call that authorisation refuses is recorded as AccessDenied, in the caller's account."""
    user = world.management.client("iam").create_user(UserName="nobody")["User"]
    key = world.management.client("iam").create_access_key(UserName="nobody")["AccessKey"]
    caller = Account(
        world.management.emulator,
        world.management.id,
        credentials={
            "aws_access_key_id": key["AccessKeyId"],
            "aws_secret_access_key": key["SecretAccessKey"],
        },
    )
    world.management.emulator.control("POST", "authorisation", {"on": True})
    try:
        with pytest.raises(ClientError, match="not authorized"):
            caller.client("kms").describe_key(KeyId=world.key)
    finally:
        world.management.emulator.control("POST", "authorisation", {"on": False})
    event = world.event("DescribeKey", world.management.id)
    assert event["errorCode"] == "AccessDenied"
    assert f"User: {user['Arn']} is not authorized" in event["errorMessage"]
    assert event["userIdentity"] == {
        "type": "IAMUser",
        "principalId": user["UserId"],
        "arn": user["Arn"],
        "accountId": world.management.id,
        "accessKeyId": key["AccessKeyId"],
        "userName": "nobody",
    }
    assert key["SecretAccessKey"] not in json.dumps(world.events())
