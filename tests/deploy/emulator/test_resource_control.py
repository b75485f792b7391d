"""Resource control policies over HTTP: a member's bucket open to all, and who may read it."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .test_organizations import Organization

RCP = "RESOURCE_CONTROL_POLICY"
OUTSIDER = "199900000001"


def test_an_open_bucket_is_closed_to_outsiders(management_account: Account) -> None:
    """The policy at the root refuses another organization's caller by name, and nobody else."""
    organization = Organization(management_account)
    emulator, client = management_account.emulator, organization.client
    member = Account(emulator, organization.member("m", "m@example.com")["AccountId"])
    bucket = f"open-{member.id}"
    member.client("s3").create_bucket(Bucket=bucket)
    everybody = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:ListBucket",
                "Resource": f"arn:aws:s3:::{bucket}",
            }
        ],
    }
    member.client("s3").put_bucket_policy(Bucket=bucket, Policy=json.dumps(everybody))
    statement = {
        "Sid": "OurIdentitiesOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "*",
        "Condition": {
            "StringNotEqualsIfExists": {
                "aws:PrincipalOrgID": client.describe_organization()["Organization"]["Id"]
            }
        },
    }
    client.enable_policy_type(RootId=organization.root, PolicyType=RCP)
    content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = client.create_policy(Name="ours", Type=RCP, Description="", Content=content)
    policy = made["Policy"]["PolicySummary"]
    outsider = Account(emulator, OUTSIDER).client("s3")
    emulator.control("POST", "authorisation", {"on": True})
    outsider.list_objects_v2(Bucket=bucket)
    client.attach_policy(PolicyId=policy["Id"], TargetId=organization.root)
    with pytest.raises(ClientError) as raised:
        outsider.list_objects_v2(Bucket=bucket)
    error = raised.value.response["Error"]
    assert error["Code"] == "AccessDenied"
    assert error["Message"].endswith(
        "with an explicit deny in a resource control policy: "
        f"{policy['Arn']} (statement OurIdentitiesOnly)"
    )
    for insider in (member, management_account):
        insider.client("s3").list_objects_v2(Bucket=bucket)
