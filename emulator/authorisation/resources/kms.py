"""Resources of KMS: AWS judges a request by alias on the key behind it.

Source: AWS KMS Developer Guide, "Using aliases to control access to KMS keys".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import reference, state
from ..access import Access, Place, text, texts
from ..operation import Operation, UnmappedError
from . import generic

_KEYS = {
    "kms:ReEncryptFrom": ("SourceKeyId",),
    "kms:ReEncryptTo": ("DestinationKeyId",),
    "kms:CreateAlias": ("TargetKeyId",),
    "kms:UpdateAlias": ("TargetKeyId",),
}
_CONTEXTS = {
    "kms:ReEncryptFrom": "SourceEncryptionContext",
    "kms:ReEncryptTo": "DestinationEncryptionContext",
}


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on its key, and on the alias that it changes.

    Raises:
        UnmappedError: if the key cannot be told from request and ciphertext.
    """
    found = []
    for action in actions:
        types = reference.resource_types(action)
        if not types:
            found.append(Access(action))
            continue
        if "alias" in types and (alias := text(operation.parameters, "AliasName")):
            found.append(Access(action, place.arn("kms", alias)))
        found += _on_key(operation, action, place)
    return tuple(found)


def _on_key(operation: Operation, action: str, place: Place) -> list[Access]:
    given = operation.parameters
    named = text(given, *_KEYS.get(action, ("KeyId",)))
    if not named and operation.name in ("DeleteAlias", "UpdateAlias"):
        named = text(given, "AliasName")
    if not named and operation.name in ("Decrypt", "ReEncrypt"):
        named = state.key_arn_of_ciphertext(text(given, "CiphertextBlob"))
        if not named:
            raise UnmappedError(f"the key of {action} cannot be told from the ciphertext")
    if not named:
        resources = generic.resources(operation, action, place)
        return [Access(action, resource) for resource in resources]
    alias = named.rpartition(":")[2]
    keys = _keys(given, action)
    if alias.startswith("alias/"):
        keys["kms:requestalias"] = alias
    arn = state.key_arn(named, place.account, place.region)
    if not arn:
        arn = named if named.startswith("arn:") else place.arn("kms", f"key/{named}")
    elif aliases := state.aliases_of(arn):
        keys["kms:resourcealiases"] = aliases
    return [Access(action, arn, keys)]


def _keys(given: Mapping[str, Any], action: str) -> dict[str, str | list[str]]:
    """Condition keys of the request: its encryption context, and the grant it makes.

    Source: AWS KMS Developer Guide, "Condition keys for AWS KMS".
    """
    context = given.get(_CONTEXTS.get(action, "EncryptionContext"))
    keys: dict[str, str | list[str]] = {}
    if isinstance(context, Mapping) and context:
        keys |= {f"kms:encryptioncontext:{name}": str(value) for name, value in context.items()}
        keys["kms:encryptioncontextkeys"] = [str(name) for name in context]
    if action == "kms:CreateGrant":
        keys["kms:grantisforawsresource"] = "false"
        keys["kms:grantoperations"] = texts(given, "Operations")
    days = given.get("PendingWindowInDays", 30 if action == "kms:ScheduleKeyDeletion" else None)
    members = {
        "kms:granteeprincipal": text(given, "GranteePrincipal"),
        "kms:retiringprincipal": text(given, "RetiringPrincipal"),
        "kms:schedulekeydeletionpendingwindowindays": "" if days is None else str(days),
        "kms:encryptionalgorithm": _algorithm(given, action),
    }
    return keys | {name: value for name, value in members.items() if value}


def _algorithm(given: Mapping[str, Any], action: str) -> str:
    named = text(given, "EncryptionAlgorithm")
    return named or ("SYMMETRIC_DEFAULT" if action in ("kms:Encrypt", "kms:Decrypt") else "")
