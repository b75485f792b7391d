"""What reading and writing S3 objects under a KMS key asks of the key.

The account's own key is not judged by it, as it is not by anything S3 does.

Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys": GET, HEAD and
copies need kms:Decrypt, writes kms:GenerateDataKey, both by way of S3 and with the object's
ARN as encryption context; CloudTrail adds the ARN of its trail.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import state
from .access import Access, Place, text
from .operation import Operation

_READING = frozenset({"GetObject", "HeadObject"})
_WRITING = frozenset({"PutObject", "CopyObject", "CreateMultipartUpload"})
OPERATIONS = _READING | _WRITING
"""The operations of S3 that may use a key."""

CONTEXTS: dict[tuple[str, str], Mapping[str, str]] = {}
"""The encryption context of objects that were written with one of their own."""


def needed(operation: Operation, place: Place) -> tuple[Access, ...]:
    """The use of keys that a request for an object asks for."""
    if operation.service != "s3" or operation.name not in OPERATIONS:
        return ()
    bucket, name = text(operation.parameters, "Bucket"), text(operation.parameters, "Key")
    if operation.name in _READING:
        key = state.key_of_object(bucket, name)
        return (_access("kms:Decrypt", key, bucket, name, place),) if key else ()
    found = []
    source = text(operation.parameters, "CopySource").partition("?")[0].removeprefix("/")
    if source:
        other, _, path = source.partition("/")
        if key := state.key_of_object(other, path):
            found.append(_access("kms:Decrypt", key, other, path, place))
    encryption = text(operation.parameters, "ServerSideEncryption")
    key = text(operation.parameters, "SSEKMSKeyId")
    if not encryption:
        key = state.default_key_of(bucket)
    if key:
        found.append(_access("kms:GenerateDataKey", key, bucket, name, place, written=True))
    return tuple(found)


def _access(
    action: str, key: str, bucket: str, name: str, place: Place, *, written: bool = False
) -> Access:
    own = {"aws:s3:arn": place.arn("s3", f"{bucket}/{name}", region=False, account=False)}
    context = own if written else CONTEXTS.get((bucket, name), own)
    arn = state.key_arn(key, place.account, place.region) or key
    keys: dict[str, str | list[str]] = {
        "kms:viaservice": f"s3.{place.region}.amazonaws.com",
        "kms:encryptioncontextkeys": list(context),
        **{f"kms:encryptioncontext:{part}": value for part, value in context.items()},
    }
    return Access(action, arn, keys)
