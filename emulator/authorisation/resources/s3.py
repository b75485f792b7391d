"""Resources of S3: bucket or object, and the further actions of one request.

Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from .. import reference
from ..access import Access, Place, text
from ..operation import Operation, UnmappedError

_VERSIONED = {
    "s3:GetObject": "s3:GetObjectVersion",
    "s3:DeleteObject": "s3:DeleteObjectVersion",
    "s3:GetObjectAcl": "s3:GetObjectVersionAcl",
    "s3:PutObjectAcl": "s3:PutObjectVersionAcl",
    "s3:GetObjectTagging": "s3:GetObjectVersionTagging",
    "s3:PutObjectTagging": "s3:PutObjectVersionTagging",
    "s3:DeleteObjectTagging": "s3:DeleteObjectVersionTagging",
    "s3:GetObjectAttributes": "s3:GetObjectVersionAttributes",
}
_WRITES = frozenset({"PutObject", "CopyObject", "CreateMultipartUpload"})
_GRANTS = ("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP")


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on the bucket or object, one for each key of a batch.

    Raises:
        UnmappedError: if the request goes through an access point.
    """
    given = operation.parameters
    bucket, key = text(given, "Bucket"), text(given, "Key")
    if not bucket:
        return tuple(Access(action) for action in actions)
    if bucket.startswith("arn:") or bucket.endswith("-s3alias"):
        raise UnmappedError("requests through S3 access points are not judged")
    target = place.arn("s3", f"{bucket}/{key}" if key else bucket, region=False, account=False)
    if operation.name == "DeleteObjects":
        own = tuple(_batch(given, target))
    else:
        own = tuple(Access(_versioned(action, given), target, _keys(given)) for action in actions)
    return (
        *own,
        *(Access(action, target) for action in _beside(operation)),
        *_source(given, place),
    )


def _batch(given: Mapping[str, Any], bucket_arn: str) -> list[Access]:
    document = given.get("Delete", {})
    objects = document.get("Object", []) if isinstance(document, dict) else []
    entries = objects if isinstance(objects, list) else [objects]
    found = [
        Access(_versioned("s3:DeleteObject", entry), f"{bucket_arn}/{text(entry, 'Key')}")
        for entry in entries
        if isinstance(entry, dict)
    ]
    if not found:
        raise UnmappedError("the request names no object to delete")
    return found


def _versioned(action: str, given: Mapping[str, Any]) -> str:
    return _VERSIONED.get(action, action) if given.get("VersionId") else action


def _beside(operation: Operation) -> list[str]:
    """Further actions that members of a write ask for."""
    given, name = operation.parameters, operation.name
    found = []
    if name in _WRITES:
        wanted = {
            "s3:PutObjectAcl": _GRANTS,
            "s3:PutObjectTagging": ("Tagging",),
            "s3:PutObjectRetention": ("ObjectLockMode", "ObjectLockRetainUntilDate"),
            "s3:PutObjectLegalHold": ("ObjectLockLegalHoldStatus",),
        }
        found += [action for action, members in wanted.items() if text(given, *members)]
    if name == "CreateBucket":
        if text(given, *_GRANTS):
            found.append("s3:PutBucketAcl")
        if text(given, "ObjectOwnership"):
            found.append("s3:PutBucketOwnershipControls")
        if text(given, "ObjectLockEnabledForBucket").lower() == "true":
            found += ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"]
    if text(given, "BypassGovernanceRetention").lower() == "true":
        found.append("s3:BypassGovernanceRetention")
    return [action for action in found if reference.is_action(action)]


def _source(given: Mapping[str, Any], place: Place) -> list[Access]:
    """Return the object a copy reads.

    Raises:
        UnmappedError: if it is read through an access point.
    """
    source = text(given, "CopySource")
    if not source:
        return []
    path, _, query = source.partition("?")
    action = "s3:GetObjectVersion" if "versionId=" in query else "s3:GetObject"
    resource = unquote(path).removeprefix("/")
    if resource.startswith("arn:"):
        raise UnmappedError("copies from S3 access points are not judged")
    return [Access(action, place.arn("s3", resource, region=False, account=False))]


def _keys(given: Mapping[str, Any]) -> dict[str, str | list[str]]:
    keys = {
        "s3:prefix": text(given, "Prefix"),
        "s3:delimiter": text(given, "Delimiter"),
        "s3:max-keys": text(given, "MaxKeys"),
        "s3:versionid": text(given, "VersionId"),
        "s3:x-amz-acl": text(given, "ACL"),
        "s3:x-amz-server-side-encryption": text(given, "ServerSideEncryption"),
        "s3:x-amz-server-side-encryption-aws-kms-key-id": text(given, "SSEKMSKeyId"),
        "s3:x-amz-storage-class": text(given, "StorageClass"),
        "s3:x-amz-copy-source": text(given, "CopySource"),
    }
    return {name: value for name, value in keys.items() if value}
