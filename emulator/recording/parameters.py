"""requestParameters of a record: the request's members in lower camel case, secrets left out.

Source: CloudTrail User Guide, "CloudTrail record contents"; KMS Developer Guide, "Logging AWS
KMS API calls with AWS CloudTrail": neither plaintext nor ciphertext is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..authorisation.operation import Operation
from ..authorisation.wire import Wire

_HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_LONGEST = 4096

_LEFT_OUT = frozenset(
    (
        *("Action", "Version", "Plaintext", "CiphertextBlob", "TokenCode", "Body"),
        *("AuthenticationCode1", "AuthenticationCode2", "Password", "NewPassword"),
        *("OldPassword", "ZipFile", "TemplateBody", "Signature", "Mac", "GrantTokens"),
        *("MessageBody", "Payload", "Recipient", "EncryptedKeyMaterial", "ImportToken"),
    )
)
_HIDDEN_MEMBERS = frozenset({"SecretString", "SecretBinary", "Environment", "ParameterValue"})
# Maps whose names are the caller's own.
_OWN_NAMES = frozenset(
    (
        *("EncryptionContext", "SourceEncryptionContext", "DestinationEncryptionContext"),
        *("EncryptionContextEquals", "EncryptionContextSubset", "Attributes", "Tags"),
    )
)
_ENCRYPTING = frozenset({"Encrypt", "Decrypt"})


def of(operation: Operation, wire: Wire) -> dict[str, Any] | None:
    """The element of an operation; null where nothing is left."""
    given = {
        name: value
        for name, value in operation.parameters.items()
        if not (operation.service == "ssm" and name == "Value")
    }
    made = _members(given)
    if operation.service == "ssm" and "Value" in operation.parameters:
        made["value"] = _HIDDEN
    if operation.service == "kms" and operation.name in _ENCRYPTING:
        made.setdefault("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
    if operation.service == "s3" and "bucket" in made:
        made = {"bucketName": made.pop("bucket"), "Host": wire.headers.get("host", ""), **made}
    return made or None


def lower_first(name: str) -> str:
    """A member's name as records have it: only its first letter is changed."""
    return name[:1].lower() + name[1:]


def _members(given: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in given.items():
        if name in _LEFT_OUT or (isinstance(value, str) and len(value) > _LONGEST):
            continue
        if name in _HIDDEN_MEMBERS:
            made[lower_first(name)] = _HIDDEN
        elif name in _OWN_NAMES and isinstance(value, Mapping):
            made[lower_first(name)] = dict(value)
        else:
            made[lower_first(name)] = _value(value)
    return made


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _members(value)
    if isinstance(value, list):
        return [_value(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
