"""Requests that cannot be mapped: they are refused, never let through."""

import dataclasses
from typing import Any

import pytest

from emulator.authorisation import operation
from emulator.authorisation.operation import UnmappedError
from emulator.authorisation.parameters import UnreadableError
from emulator.authorisation.wire import Wire

from .capture import client, sent
from .mapping import requested


@pytest.mark.parametrize(
    ("service", "name", "parameters", "why"),
    [
        ("iam", "DeleteVirtualMFADevice", {"SerialNumber": "ann"}, "names no resource"),
        ("organizations", "AttachPolicy", {"PolicyId": "x", "TargetId": "y"}, "names no resource"),
        ("dynamodb", "ExecuteStatement", {"Statement": "SELECT 1"}, "list of actions"),
        ("kms", "Decrypt", {"CiphertextBlob": b"short"}, "ciphertext"),
        ("s3", "GetObject", {"Bucket": "a-s3alias", "Key": "k"}, "access points"),
        ("s3", "DeleteObjects", {"Bucket": "b", "Delete": {"Objects": []}}, "no object"),
        ("dynamodb", "TransactWriteItems", {"TransactItems": [{"Put": {}}]}, "transaction item"),
    ],
)
def test_request_without_a_clear_resource_is_unmapped(
    service: str, name: str, parameters: dict[str, Any], why: str
) -> None:
    """A request whose action or resource cannot be told is refused, and says why."""
    with pytest.raises(UnmappedError, match=why):
        requested(service, name, parameters)


def _wire(service: str, name: str, parameters: dict[str, Any]) -> Wire:
    return sent(client(service), name, parameters).wire


_TARGET = {"x-amz-target": "AWSOrganizationsV20161128.LeaveOrganization"}


@pytest.mark.parametrize(
    ("wire", "signed_for", "changes"),
    [
        (_wire("s3", "ListObjectsV2", {"Bucket": "b"}), "s3", {"query": {"newest": [""]}}),
        (_wire("s3", "ListBuckets", {}), "s3", {"headers": _TARGET}),
        (_wire("organizations", "LeaveOrganization", {}), "iam", {}),
        (_wire("iam", "ListRoles", {}), "organizations", {}),
        (_wire("iam", "ListRoles", {}), "no-such-service", {}),
        (_wire("iam", "ListRoles", {}), "iam", {"body": b"Action=ListRole&Version=2010-05-08"}),
        (_wire("s3", "GetObject", {"Bucket": "b", "Key": "k"}), "s3", {"path": "/v20180820/k"}),
        (_wire("lambda", "ListFunctions", {}), "lambda", {"path": "/2015-03-31/functionz"}),
    ],
    ids=[
        "unknown query parameter", "target of another service", "signed for another service",
        "action of another service", "unknown service", "unknown action",
        "object in the place of S3 Control", "unknown path",
    ],
)  # fmt: skip
def test_request_of_no_known_operation_is_unmapped(
    wire: Wire, signed_for: str, changes: dict[str, Any]
) -> None:
    """A request that is no operation of the service it is signed for is refused."""
    with pytest.raises(UnmappedError):
        operation.identify(dataclasses.replace(wire, **changes), signed_for)


@pytest.mark.parametrize(
    ("service", "name", "body"),
    [
        ("iam", "ListRoles", b"Action=ListRoles&Action=CreateRole&Version=2010-05-08"),
        ("iam", "ListRoles", b"Action=ListRoles&PathPrefix=/&PathPrefix=/a&Version=2010-05-08"),
        ("organizations", "ListRoots", b"[]"),
        ("organizations", "ListRoots", b"{"),
        ("kms", "ListKeys", b"\xff"),
    ],
    ids=["two actions", "a parameter twice", "a JSON list", "broken JSON", "no text"],
)
def test_unreadable_request_is_refused(service: str, name: str, body: bytes) -> None:
    """A body in which two readers could see different requests is not judged at all."""
    wire = dataclasses.replace(_wire(service, name, {}), body=body)
    with pytest.raises(UnreadableError):
        operation.identify(wire, service)
