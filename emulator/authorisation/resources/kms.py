"""Resources of KMS: AWS judges a request by alias on the key behind it.

Source: AWS KMS Developer Guide, "Using aliases to control access to KMS keys".
"""

from __future__ import annotations

from .. import reference, state
from ..access import Access, Place, text
from ..operation import Operation, UnmappedError
from . import generic

_KEYS = {
    "kms:ReEncryptFrom": ("SourceKeyId",),
    "kms:ReEncryptTo": ("DestinationKeyId",),
    "kms:CreateAlias": ("TargetKeyId",),
    "kms:UpdateAlias": ("TargetKeyId",),
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
        named = state.key_of_ciphertext(text(given, "CiphertextBlob"))
        if not named:
            raise UnmappedError(f"the key of {action} cannot be told from the ciphertext")
    if not named:
        resources = generic.resources(operation, action, place)
        return [Access(action, resource) for resource in resources]
    alias = named.rpartition(":")[2]
    keys = {"kms:requestalias": alias} if alias.startswith("alias/") else {}
    arn = state.key_arn(named, place.account, place.region)
    if not arn:
        arn = named if named.startswith("arn:") else place.arn("kms", f"key/{named}")
    return [Access(action, arn, keys)]
