"""Parts of a record: parameters without secrets, error codes, callers."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.authorisation.operation import Operation
from emulator.authorisation.principal import Principal
from emulator.authorisation.wire import Wire
from emulator.recording import identity, outcome, parameters

_HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_WIRE = Wire("POST", "/", {}, {"host": "b.s3.example.com"}, b"", secure=False, source_ip="")

PARAMETERS: list[tuple[str, str, dict[str, Any], dict[str, Any] | None]] = [
    ("iam", "CreateLoginProfile", {"Action": "x", "UserName": "ann", "Password": "secret"},
     {"userName": "ann"}),
    ("iam", "ChangePassword", {"OldPassword": "secret", "NewPassword": "secret2"}, None),
    ("sts", "GetSessionToken", {"SerialNumber": "arn", "TokenCode": "123456"},
     {"serialNumber": "arn"}),
    ("iam", "EnableMFADevice", {"AuthenticationCode1": "1", "SerialNumber": "arn"},
     {"serialNumber": "arn"}),
    ("ssm", "PutParameter", {"Name": "n", "Value": "secret"}, {"name": "n", "value": _HIDDEN}),
    ("secretsmanager", "CreateSecret", {"Name": "n", "SecretString": "secret"},
     {"name": "n", "secretString": _HIDDEN}),
    ("kms", "Decrypt", {"CiphertextBlob": "secret", "EncryptionContext": {"Aa": "B"}},
     {"encryptionContext": {"Aa": "B"}, "encryptionAlgorithm": "SYMMETRIC_DEFAULT"}),
    ("ec2", "CreateVpc", {"DBThing": [{"KeyName": 1}], "Dry": True},
     {"dBThing": [{"keyName": 1}], "dry": True}),
    ("s3", "PutBucketPolicy", {"Bucket": "b"},
     {"bucketName": "b", "Host": "b.s3.example.com"}),
    ("cloudformation", "CreateStack", {"StackName": "s", "TemplateBody": "long"},
     {"stackName": "s"}),
]  # fmt: skip

OUTCOMES = [
    ("kms", 400, {}, b'{"__type": "AccessDeniedException", "message": "no"}',
     {"errorCode": "AccessDenied", "errorMessage": "no"}),
    ("kms", 400, {}, b'{"__type": "x#NotFoundException", "Message": "gone"}',
     {"errorCode": "NotFoundException", "errorMessage": "gone"}),
    ("lambda", 403, {"x-amzn-errortype": "AccessDeniedException:http"}, b"{}",
     {"errorCode": "AccessDenied"}),
    ("iam", 404, {}, b"<E><Code>NoSuchEntity</Code><Message>a &amp; b</Message></E>",
     {"errorCode": "NoSuchEntityException", "errorMessage": "a & b"}),
    ("iam", 403, {}, b"<E><Code>AccessDenied</Code></E>", {"errorCode": "AccessDenied"}),
    ("ec2", 403, {}, b"<R><Code>UnauthorizedOperation</Code><Message>no</Message></R>",
     {"errorCode": "Client.UnauthorizedOperation", "errorMessage": "no"}),
    ("s3", 500, {}, b"", {"errorCode": "500"}),
    ("s3", 200, {}, b"<Code>x</Code>", {}),
]  # fmt: skip


@pytest.mark.parametrize(("service", "name", "given", "expected"), PARAMETERS)
def test_parameters(
    service: str, name: str, given: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    """Members get a small first letter, and what is secret is hidden or left out."""
    operation = Operation(service, service, name, "json", service, given)
    assert parameters.of(operation, _WIRE) == expected


@pytest.mark.parametrize(("service", "status", "headers", "body", "expected"), OUTCOMES)
def test_outcome(
    service: str, status: int, headers: dict[str, str], body: bytes, expected: dict[str, str]
) -> None:
    """A failed call has CloudTrail's code and the answer's message, another one neither."""
    assert outcome.of(service, status, headers, body) == expected


def test_a_session_of_a_user_shows_its_mfa() -> None:
    """The record of a GetSessionToken session says when it was made and whether with MFA."""
    ann = "arn:aws:iam::111122223333:user/ann"
    keys = {
        "aws:userid": "AIDA1",
        "aws:tokenissuetime": "2026-11-24T10:00:00Z",
        "aws:multifactorauthpresent": "true",
    }
    caller = Principal("user", ann, ann, "111122223333", "ann", keys=keys)
    assert identity.of(caller, "ASIA1") == {
        "type": "IAMUser",
        "principalId": "AIDA1",
        "arn": ann,
        "accountId": "111122223333",
        "accessKeyId": "ASIA1",
        "userName": "ann",
        "sessionContext": {
            "attributes": {"creationDate": "2026-11-24T10:00:00Z", "mfaAuthenticated": "true"}
        },
    }
