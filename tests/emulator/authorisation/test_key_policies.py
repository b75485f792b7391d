"""Key policies and grants decide on KMS keys, in the account and across accounts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from .loopback import Credentials, account_key, client, refusal_of
from .people import ANYTHING, document, unused_account, user


def _statement(account: str, who: str, *actions: str, **more: Any) -> dict[str, Any]:
    return {
        "Sid": "S",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:{who}"},
        "Action": list(actions) or ["kms:*"],
        "Resource": "*",
        **more,
    }


def _key(account: str, *statements: Mapping[str, Any]) -> str:
    kms = client("kms", account_key(account), judged=False)
    made = kms.create_key(Policy=document(*statements))
    return str(made["KeyMetadata"]["Arn"])


def _encrypted(account: str, key: str, **context: str) -> bytes:
    kms = client("kms", account_key(account), judged=False)
    given = {"EncryptionContext": context} if context else {}
    return bytes(kms.encrypt(KeyId=key, Plaintext=b"x", **given)["CiphertextBlob"])


def _decrypt(who: Credentials, blob: bytes, **given: Any) -> str | None:
    return refusal_of(client("kms", who), "Decrypt", CiphertextBlob=blob, **given)


def test_identity_policies_count_only_where_the_key_policy_says_so(account: str) -> None:
    """A user with everything is refused by a key policy without the account's root."""
    ann = user(account, ANYTHING)
    delegating = _key(account, _statement(account, "root"))
    closed = _key(account, _statement(account, "user/bob"))
    assert _decrypt(ann, _encrypted(account, delegating)) is None
    refused = str(_decrypt(ann, _encrypted(account, closed)))
    assert "no resource-based policy allows the kms:Decrypt action" in refused


def test_delegation_to_the_account_is_no_permission(account: str) -> None:
    """A user without an identity policy is refused where the key policy names the account only."""
    ann = user(account)
    blob = _encrypted(account, _key(account, _statement(account, "root")))
    assert "no identity-based policy allows" in str(_decrypt(ann, blob))


def test_a_named_principal_needs_no_identity_policy(account: str) -> None:
    """Whom the key policy names may decrypt without a policy of their own."""
    ann = user(account)
    blob = _encrypted(account, _key(account, _statement(account, "user/ann", "kms:Decrypt")))
    assert _decrypt(ann, blob) is None


def test_a_deny_of_the_key_policy_binds_the_account_too(account: str) -> None:
    """An explicit deny refuses administrators and the account's own key."""
    deny = _statement(account, "root", "kms:DisableKey", Effect="Deny", Principal="*")
    key = _key(account, _statement(account, "root"), deny)
    ann = user(account, ANYTHING)
    for who in (ann, account_key(account)):
        refused = str(refusal_of(client("kms", who), "DisableKey", KeyId=key))
        assert "explicit deny in a resource-based policy (statement S)" in refused
        assert refusal_of(client("kms", who), "DescribeKey", KeyId=key) is None


CONTEXTS = [
    ({"Purpose": "Try"}, {"StringEquals": {"kms:EncryptionContext:Purpose": "Try"}}, True),
    ({"Purpose": "Other"}, {"StringEquals": {"kms:EncryptionContext:Purpose": "Try"}}, False),
    ({}, {"StringEquals": {"kms:EncryptionContext:Purpose": "Try"}}, False),
    ({"Purpose": "x"}, {"Null": {"kms:EncryptionContext:Purpose": "false"}}, True),
    ({}, {"Null": {"kms:EncryptionContext:Purpose": "false"}}, False),
    ({"a": "b"}, {"ForAnyValue:StringEquals": {"kms:EncryptionContextKeys": "a"}}, True),
    ({}, {"StringEquals": {"kms:CallerAccount": "ACCOUNT"}}, True),
    ({}, {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}, False),
    ({}, {"StringEquals": {"aws:SourceAccount": "ACCOUNT"}}, False),
    ({}, {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*"}}, False),
    ({}, {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/named"}}, True),
    ({}, {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/other"}}, False),
]


@pytest.mark.parametrize(("context", "condition", "allowed"), CONTEXTS)
def test_conditions_of_a_key_policy(
    account: str, context: dict[str, str], condition: dict[str, Any], allowed: bool
) -> None:
    """Encryption context, caller, service, source and aliases decide as the policy says."""
    bound = json.loads(json.dumps(condition).replace("ACCOUNT", account))
    ann = user(account)
    key = _key(account, _statement(account, "user/ann", "kms:Decrypt", Condition=bound))
    kms = client("kms", account_key(account), judged=False)
    kms.create_alias(AliasName="alias/named", TargetKeyId=key)
    given = {"EncryptionContext": context} if context else {}
    assert (_decrypt(ann, _encrypted(account, key, **context), **given) is None) is allowed


def test_across_accounts_both_sides_must_allow(account: str) -> None:
    """Another account's user needs the key policy and a policy of their own, and then decrypts."""
    other = unused_account()
    ann, bob = user(other, ANYTHING), user(other, name="bob")
    opened = _key(account, _statement(account, "root"), _statement(other, "root", "kms:Decrypt"))
    closed = _key(account, _statement(account, "root"))
    blob = _encrypted(account, opened)
    answer = client("kms", ann).decrypt(CiphertextBlob=blob)
    assert (answer["Plaintext"], answer["KeyId"]) == (b"x", opened)
    assert client("kms", ann).decrypt(CiphertextBlob=blob, KeyId=opened)["Plaintext"] == b"x"
    assert "no identity-based policy" in str(_decrypt(bob, blob))
    refused = str(_decrypt(ann, _encrypted(account, closed)))
    assert f"kms:Decrypt on resource: {closed} " in refused
    assert "no resource-based policy" in refused


def test_no_policy_opens_administration_across_accounts(account: str) -> None:
    """Disabling a key of another account does nothing, whatever the policies say."""
    other = unused_account()
    ann = user(other, ANYTHING)
    key = _key(account, _statement(account, "root"), _statement(other, "root"))
    kms = client("kms", ann)
    with pytest.raises(kms.exceptions.NotFoundException):
        kms.disable_key(KeyId=key)
    own = client("kms", account_key(account))
    assert own.describe_key(KeyId=key)["KeyMetadata"]["Enabled"] is True


def test_a_grant_allows_its_operations_in_its_context(account: str) -> None:
    """A grantee may what the grant says, within its encryption context, until it is revoked."""
    ann = user(account)
    key = _key(account, _statement(account, "root"))
    kms = client("kms", account_key(account), judged=False)
    grant = kms.create_grant(
        KeyId=key,
        GranteePrincipal=f"arn:aws:iam::{account}:user/ann",
        Operations=["Decrypt"],
        Constraints={"EncryptionContextEquals": {"a": "b"}},
    )
    blob = _encrypted(account, key, a="b")
    assert _decrypt(ann, blob, EncryptionContext={"a": "b"}) is None
    assert _decrypt(ann, blob) is not None
    assert _decrypt(ann, blob, EncryptionContext={"a": "b", "c": "d"}) is not None
    encrypting = refusal_of(
        client("kms", ann), "Encrypt", KeyId=key, Plaintext=b"x", EncryptionContext={"a": "b"}
    )
    assert encrypting is not None
    kms.revoke_grant(KeyId=key, GrantId=grant["GrantId"])
    assert _decrypt(ann, blob, EncryptionContext={"a": "b"}) is not None


def test_a_bucket_policy_of_another_account_decides(account: str) -> None:
    """A bucket's policy lets another account's user in, and refuses them without it."""
    other = unused_account()
    ann = user(other, ANYTHING)
    s3 = client("s3", account_key(account), judged=False)
    for name in ("opened", "closed"):
        s3.create_bucket(
            Bucket=f"{name}-{account}",
            CreateBucketConfiguration={"LocationConstraint": "eu-west-1"},
        )
    statement = _statement(other, "root", "s3:ListBucket")
    statement["Resource"] = f"arn:aws:s3:::opened-{account}"
    s3.put_bucket_policy(Bucket=f"opened-{account}", Policy=document(statement))
    listing = client("s3", ann)
    assert refusal_of(listing, "ListObjectsV2", Bucket=f"opened-{account}") is None
    refused = refusal_of(listing, "ListObjectsV2", Bucket=f"closed-{account}")
    assert "no resource-based policy allows" in str(refused)


def test_objects_under_a_key_need_the_key_too(account: str) -> None:
    """Reading and writing such an object is refused to whom the key refuses, by way of S3."""
    ann = user(account, ANYTHING)
    via = {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}
    opened = _key(account, _statement(account, "user/ann", "kms:Decrypt", Condition=via))
    s3 = client("s3", account_key(account), judged=False)
    bucket = f"encrypted-{account}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": opened}
    rules = [{"ApplyServerSideEncryptionByDefault": default}]
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules})
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    reading = client("s3", ann)
    assert refusal_of(reading, "GetObject", Bucket=bucket, Key="a") is None
    refused = str(refusal_of(reading, "PutObject", Bucket=bucket, Key="b", Body=b"x"))
    assert f"kms:GenerateDataKey on resource: {opened}" in refused
    assert _decrypt(ann, _encrypted(account, opened)) is not None
    plain = {"Bucket": bucket, "Key": "b", "Body": b"x", "ServerSideEncryption": "AES256"}
    assert refusal_of(reading, "PutObject", **plain) is None
