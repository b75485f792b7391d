"""KMS and CloudTrail as judges of a key: its policy, its state, what a template says of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .key_policies import LOGS, policy
from .stacks import deploy, reasons
from .trail_parts import Parts

STACK = "keys"
LOCKED_OUT = "will not allow you to update the key policy"


EVERYBODY = {"Effect": "Deny", "Principal": "*", "Action": "kms:Put*", "Resource": "*"}
ELSEWHERE = {"AWS": "arn:aws:iam::444455556666:root"}
NOBODY = {"AWS": "arn:aws:iam::{account}:role/nobody"}


def given(account: str, case: str) -> Any:
    """The policy of a case."""
    nobody = {"AWS": NOBODY["AWS"].format(account=account)}
    return {
        "good": policy(account),
        "administrators": policy(account, Action=["kms:Describe*", "kms:PutKeyPolicy"]),
        "locked out": policy(account, Action="kms:Decrypt"),
        "elsewhere": policy(account, Principal=ELSEWHERE),
        "denied to all": policy(account, EVERYBODY),
        "denied to others": policy(
            account,
            {**EVERYBODY, "Condition": {"StringNotEquals": {"aws:PrincipalAccount": account}}},
        ),
        "nobody": policy(
            account,
            {"Effect": "Allow", "Principal": nobody, "Action": "kms:Decrypt", "Resource": "*"},
        ),
        "malformed": policy(account, Effect="Maybe"),
        "no object": [],
    }[case]


REFUSED = [
    ("locked out", LOCKED_OUT),
    ("elsewhere", LOCKED_OUT),
    ("denied to all", LOCKED_OUT),
    ("nobody", "invalid principals"),
    ("malformed", "Effect must be Allow or Deny"),
    ("no object", "not a JSON object"),
]


@pytest.mark.parametrize(("case", "message"), REFUSED, ids=[case for case, _ in REFUSED])
def test_a_key_policy_is_refused(management_account: Account, case: str, message: str) -> None:
    """KMS keeps no policy that nobody could change again, or that names a role not there."""
    kms = management_account.client("kms")
    document = json.dumps(given(management_account.id, case))
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException, match=message):
        kms.create_key(Policy=document)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException, match=message):
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=document)


@pytest.mark.parametrize("case", ["good", "administrators", "denied to others"])
def test_a_key_policy_is_kept(management_account: Account, case: str) -> None:
    """A policy that its account may change is kept as it was given."""
    kms, document = management_account.client("kms"), given(management_account.id, case)
    key = kms.create_key(Policy=json.dumps(document))["KeyMetadata"]["KeyId"]
    held = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    assert json.loads(held) == document


def test_the_check_can_be_bypassed(management_account: Account) -> None:
    """Who asks for it may lock everybody out."""
    kms = management_account.client("kms")
    document = json.dumps(given(management_account.id, "locked out"))
    assert kms.create_key(Policy=document, BypassPolicyLockoutSafetyCheck=True)


def test_a_template_is_judged_alike(management_account: Account) -> None:
    """A stack's key, made or changed, fails with KMS's reason."""
    account = management_account.id

    def resources(case: str) -> dict[str, Any]:
        properties = {"KeyPolicy": given(account, case)}
        return {"Key": {"Type": "AWS::KMS::Key", "Properties": properties}}

    deploy(management_account, "refused", resources("locked out"))
    assert LOCKED_OUT in reasons(management_account, "refused")[0]
    deploy(management_account, STACK, resources("good"))
    deploy(management_account, STACK, resources("nobody"))
    assert "invalid principals" in reasons(management_account, STACK)[0]


ADMINISTRATION = ["kms:Describe*", "kms:PutKeyPolicy"]


@pytest.mark.parametrize(
    ("more", "owner", "reason"),
    [
        ([LOGS], {}, ""),
        ([LOGS], {"Action": ADMINISTRATION}, "not authorized to perform: kms:Encrypt"),
        ([], {}, "not allowed to be used with Arn"),
    ],
    ids=["both", "service alone", "account alone"],
)
def test_an_encrypted_log_group_needs_its_key(
    management_account: Account, more: list[Any], owner: dict[str, Any], reason: str
) -> None:
    """A stack's log group fails where its key lets in CloudWatch Logs or the account alone."""
    assert management_account.region == "us-east-1"
    document = policy(management_account.id, *more, **owner)
    resources = {
        "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": document}},
        "Group": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": f"/encrypted/{management_account.id}",
                "KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]},
            },
        },
    }
    deploy(management_account, STACK, resources)
    found = reasons(management_account, STACK)
    assert [reason in each for each in found] == ([True] if reason else [])


@pytest.mark.parametrize("state", ["disabled", "pending deletion"])
def test_a_trail_needs_a_key_that_works(management_account: Account, state: str) -> None:
    """A key that is disabled or waits for its deletion encrypts nothing and takes no trail."""
    made = management_account.client("organizations").create_organization(FeatureSet="ALL")
    bucket = f"keys-{management_account.id}"
    parts = Parts(management_account, made["Organization"]["Id"], "keyed", bucket, "/keyed")
    key, kms = parts.make_all(), management_account.client("kms")
    if state == "disabled":
        kms.disable_key(KeyId=key)
    else:
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    with pytest.raises(ClientError, match=r"DisabledException|KMSInvalidState"):
        kms.encrypt(KeyId=key, Plaintext=b"x")
    with pytest.raises(ClientError, match="KmsException"):
        management_account.client("cloudtrail").create_trail(**parts.settings(key))


def test_key_and_bucket_are_in_one_region(management_account: Account) -> None:
    """A bucket of another region than the trail's key is refused."""
    made = management_account.client("organizations").create_organization(FeatureSet="ALL")
    bucket = f"far-{management_account.id}"
    parts = Parts(management_account, made["Organization"]["Id"], "far", bucket, "/far")
    key = parts.make_all()
    s3 = management_account.client("s3", "eu-west-1")
    s3.delete_bucket(Bucket=bucket)
    where = {"LocationConstraint": "eu-west-1"}
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    parts.allow_bucket(parts.bucket_statements())
    client = management_account.client("cloudtrail")
    with pytest.raises(client.exceptions.KmsKeyNotFoundException, match="region"):
        client.create_trail(**parts.settings(key))


def test_a_bucket_policy_names_who_exists(management_account: Account) -> None:
    """A stack's bucket policy fails for a role that is not there."""
    bucket = f"named-{management_account.id}"
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": NOBODY["AWS"].format(account=management_account.id)},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}},
        "Policy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": document},
        },
    }
    deploy(management_account, STACK, resources)
    assert "invalid principals" in reasons(management_account, STACK)[0]
