"""Records of calls, in CloudTrail's format.

Source: CloudTrail User Guide, "CloudTrail record contents" (eventVersion 1.11); KMS Developer
Guide, "Logging AWS KMS API calls": cryptographic operations are read events, a call on a key
of another account is recorded in both, a refused one in the caller's only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from ..authorisation import accesses, encrypted_objects, models, operation
from ..authorisation.access import Access, Place
from ..authorisation.operation import Operation, UnmappedError
from ..authorisation.parameters import UnreadableError
from . import identity, key_use_records, outcome, parameters
from .heard import Heard

_READ = re.compile(
    r"Get|List|Describe|Head|Lookup|Search|BatchGet|Test|Simulate|Validate|Check|Select|View|Query"
)
_READ_ALSO = {
    "sts": ("AssumeRole", "AssumeRoot", "DecodeAuthorizationMessage"),
    "kms": (
        *("Encrypt", "Decrypt", "ReEncrypt", "Sign", "Verify", "VerifyMac", "DeriveSharedSecret"),
        *("GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateRandom", "GenerateMac"),
        *("GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"),
    ),
}
_KEY = re.compile(r"arn:[^:]+:kms:[^:]*:(\d{12}):key/.+")
_ROLE = re.compile(r"arn:[^:]+:iam::(\d{12}):role/.+")
_BUCKET = re.compile(r"(arn:[^:]+:s3:::[^/]+)")


def records(heard: Heard) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    """The records of a call: the account each is for, whether it is global, and the record."""
    found = _operation(heard)
    credential = heard.wire.credential
    region = credential.region if credential else heard.call.region
    is_global = False
    if found is not None:
        home = models.global_region(models.partition_of(region), found.endpoint_prefix)
        is_global, region = home is not None, home or region
    failure = outcome.of(heard.call.service, heard.status, heard.headers, heard.body)
    record = _record(heard, found, region) | failure
    if heard.call.service == "s3" and heard.call.operation in encrypted_objects.OPERATIONS:
        if found is not None:
            yield from key_use_records.by_s3(heard, found, record, failure)
        return
    touched = _resources(found, heard, region)
    if touched:
        record["resources"] = touched
    account = heard.caller.account
    crossing = not failure and heard.call.service in ("kms", "sts")
    others = {one["accountId"] for one in touched} - {account} if crossing else set()
    if others:
        record["sharedEventID"] = str(uuid4())
    key = credential.access_key if credential else ""
    yield account, is_global, _addressed(record, account, identity.of(heard.caller, key))
    for other in sorted(others):
        copy = record | {"eventID": str(uuid4())}
        yield other, is_global, _addressed(copy, other, identity.from_another_account(heard.caller))


def _addressed(record: dict[str, Any], account: str, who: dict[str, Any]) -> dict[str, Any]:
    """A record for the account that receives it, with who called as that account sees it."""
    first = {"eventVersion": record["eventVersion"], "userIdentity": who}
    return first | record | {"recipientAccountId": account}


def _record(heard: Heard, found: Operation | None, region: str) -> dict[str, Any]:
    name = found.name if found else heard.call.operation
    service = found.service if found else heard.call.service
    read = bool(_READ.match(name)) or name in _READ_ALSO.get(service, ())
    return {
        "eventVersion": "1.11",
        "eventTime": f"{heard.when:%Y-%m-%dT%H:%M:%SZ}",
        "eventSource": f"{heard.call.service}.amazonaws.com",
        "eventName": name,
        "awsRegion": region,
        "sourceIPAddress": heard.wire.source_ip,
        "userAgent": heard.wire.headers.get("user-agent", ""),
        "requestParameters": parameters.of(found, heard.wire) if found else None,
        "responseElements": None,
        "requestID": heard.headers.get("x-amzn-requestid") or str(uuid4()),
        "eventID": str(uuid4()),
        "readOnly": read,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "eventCategory": "Management",
    }


def _operation(heard: Heard) -> Operation | None:
    try:
        return operation.identify(heard.wire, heard.call.service)
    except (UnmappedError, UnreadableError):
        return None


def _resources(found: Operation | None, heard: Heard, region: str) -> list[dict[str, str]]:
    """The keys, roles and buckets that the call is on, with the accounts that own them."""
    if found is None or found.service not in ("kms", "sts", "s3"):
        return []
    partition = models.partition_of(region)
    place = Place(partition, region, heard.caller.account, heard.caller.arn)
    try:
        needed = accesses.needed(found, place)
    except UnmappedError:
        return []
    listed = [_resource(access, heard.caller.account) for access in needed]
    return list({one["ARN"]: one for one in listed if one}.values())


def _resource(access: Access, account: str) -> dict[str, str]:
    for form, kind in ((_KEY, "AWS::KMS::Key"), (_ROLE, "AWS::IAM::Role")):
        if found := form.fullmatch(access.resource):
            return {"accountId": found[1], "type": kind, "ARN": access.resource}
    if found := _BUCKET.match(access.resource):
        return {"accountId": account, "type": "AWS::S3::Bucket", "ARN": found[1]}
    return {}
