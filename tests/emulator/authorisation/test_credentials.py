"""Who is nobody: unknown, wrong, expired and missing credentials."""

from __future__ import annotations

import dataclasses
import time

import pytest
from botocore.exceptions import ClientError

from emulator.authorisation import Refusal, account_of, check

from . import capture
from .loopback import Credentials, account_key, client

_ACCOUNT = "500000000001"


def _session(key: str, seconds: int) -> Credentials:
    """Register a session of a role as ministack does, alive for some seconds."""
    from ministack.services import sts

    session = {
        "Arn": f"arn:aws:sts::{_ACCOUNT}:assumed-role/r/try",
        "AccountId": _ACCOUNT,
        "PrincipalType": "AssumedRole",
        "SecretAccessKey": "secret",
        "SessionToken": "token",
    }
    sts.register_session(key, session)
    sts._sessions[key]["Expiration"] = time.time() + seconds
    return {
        "aws_access_key_id": key,
        "aws_secret_access_key": "secret",
        "aws_session_token": "token",
    }


@pytest.mark.parametrize(
    ("key", "service", "operation", "code"),
    [
        ("AKIANOBODY", "iam", "ListRoles", "InvalidClientTokenId"),
        ("test", "kms", "ListKeys", "UnrecognizedClientException"),
        ("ASIANOBODY", "ec2", "DescribeVpcs", "AuthFailure"),
        ("AKIANOBODY", "s3", "ListBuckets", "InvalidAccessKeyId"),
    ],
)
def test_unknown_key_is_refused(key: str, service: str, operation: str, code: str) -> None:
    """A key that nobody holds is refused before any policy is read."""
    made = client(service, {"aws_access_key_id": key, "aws_secret_access_key": "x"})
    with pytest.raises(ClientError) as caught:
        made._make_api_call(operation, {})
    assert caught.value.response["Error"]["Code"] == code


@pytest.mark.parametrize(
    ("seconds", "token", "code"),
    [
        (60, "token", "AccessDenied"),
        (60, "other", "InvalidClientTokenId"),
        (-1, "token", "ExpiredToken"),
    ],
    ids=["good", "wrong token", "expired"],
)
def test_session_needs_its_own_token_and_time(seconds: int, token: str, code: str) -> None:
    """Only the session's own token, before its end, gets as far as the policies."""
    session = _session(f"ASIA{seconds}{token}", seconds)
    with pytest.raises(ClientError) as caught:
        client("iam", {**session, "aws_session_token": token}).list_roles()
    assert caught.value.response["Error"]["Code"] == code


def test_request_without_credentials_is_refused() -> None:
    """A request that is not signed at all gets through to no service."""
    given = capture.sent(capture.client("iam"), "ListRoles", {})
    headers = {name: value for name, value in given.headers.items() if name != "authorization"}
    refusal = check(given.scope, headers, given.body)
    assert isinstance(refusal, Refusal)
    assert refusal.service_code == "MissingAuthenticationToken"


def test_signature_without_a_region_is_refused() -> None:
    """A presigned URL of Signature Version 2 names no region that a policy could judge."""
    made = capture.client("s3", signature="s3")
    url = made.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})
    given = capture.from_url("GET", url)
    refusal = check(given.scope, given.headers, given.body)
    assert refusal is not None
    assert "s3v4" in refusal.message


def test_refusal_of_an_unmapped_request_says_so() -> None:
    """Even the operator's request is refused when nobody can tell what it asks for."""
    given = capture.sent(capture.client("s3", key=_ACCOUNT), "ListObjectsV2", {"Bucket": "b"})
    scope = {**given.scope, "query_string": b"newest"}
    refusal = check(scope, given.headers, given.body)
    assert refusal is not None
    assert "the emulator refuses what it cannot judge (GET /b signed for s3" in refusal.message
    assert dataclasses.replace(refusal, message="").response()[0] == 403


def test_account_of_a_key_is_found_for_every_kind() -> None:
    """An account's digits, a session's key and a user's key tell the account they act in."""
    iam = client("iam", account_key(_ACCOUNT), judged=False)
    iam.create_user(UserName="ann")
    user_key = iam.create_access_key(UserName="ann")["AccessKey"]["AccessKeyId"]
    session = _session("ASIAKINDS", 60)
    found = [account_of(key) for key in (_ACCOUNT, session["aws_access_key_id"], user_key)]
    assert found == [_ACCOUNT] * 3
    assert account_of("AKIANOBODY") is None
