"""Records of the use of a key that a service makes: CloudTrail's own, and S3's for a caller.

Source: AWS KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail": calls a
service makes for somebody show `AWS Internal` as their origin and keep the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from ..authorisation import encrypted_objects, models
from ..authorisation.access import Access, Place
from ..authorisation.operation import Operation
from . import identity
from .heard import Heard

_INTERNAL = "AWS Internal"
_CONTEXT = "kms:encryptioncontext:"

Record = dict[str, Any]


def by_cloudtrail(name: str, key_arn: str, given: Record, when: datetime) -> Record:
    """A call on a key that CloudTrail makes for itself."""
    source = identity.CLOUDTRAIL["invokedBy"]
    who = dict(identity.CLOUDTRAIL)
    return _record(name, key_arn, given, f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", who, source)


def by_s3(
    heard: Heard, found: Operation, call: Mapping[str, Any], failure: dict[str, str]
) -> Iterator[tuple[str, bool, Record]]:
    """The calls on keys that S3 makes for the caller of an object's operation.

    A call on the object that failed otherwise used no key.
    """
    region = str(call["awsRegion"])
    place = Place(models.partition_of(region), region, heard.caller.account, heard.caller.arn)
    credential = heard.wire.credential
    who = identity.of(heard.caller, credential.access_key if credential else "")
    for access in encrypted_objects.needed(found, place):
        if failure and access.action not in failure.get("errorMessage", ""):
            continue
        name, when = access.action.partition(":")[2], str(call["eventTime"])
        given: Record = {"encryptionContext": _context(access)}
        if name == "GenerateDataKey":
            given |= {"keyId": access.resource, "keySpec": "AES_256"}
        seen = who | {"invokedBy": _INTERNAL}
        record = _record(name, access.resource, given, when, seen, _INTERNAL) | failure
        yield heard.caller.account, False, record | {"recipientAccountId": heard.caller.account}


def _context(access: Access) -> dict[str, str]:
    return {
        name.removeprefix(_CONTEXT): str(value)
        for name, value in access.keys.items()
        if name.startswith(_CONTEXT)
    }


def _record(
    name: str, key_arn: str, given: Record, when: str, who: Mapping[str, Any], source: str
) -> Record:
    region, account = key_arn.split(":")[3:5]
    return {
        "eventVersion": "1.11",
        "userIdentity": dict(who),
        "eventTime": when,
        "eventSource": "kms.amazonaws.com",
        "eventName": name,
        "awsRegion": region,
        "sourceIPAddress": source,
        "userAgent": source,
        "requestParameters": given,
        "responseElements": None,
        "requestID": str(uuid4()),
        "eventID": str(uuid4()),
        "readOnly": True,
        "resources": [{"accountId": account, "type": "AWS::KMS::Key", "ARN": key_arn}],
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
    }
