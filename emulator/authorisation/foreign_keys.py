"""KMS keys of another account: who owns one, and calls on it answered where it is.

ministack looks for a key in the caller's account only.

Source: AWS KMS Developer Guide, "Allowing users in other accounts to use a KMS key": which
operations work across accounts, named by key ARN or alias ARN.
"""

from __future__ import annotations

import json
from typing import Any

from . import state

_OPERATIONS = frozenset(
    (
        *("CreateGrant", "Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateMac"),
        *("GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "GetKeyRotationStatus"),
        *("GenerateDataKeyWithoutPlaintext", "GetPublicKey", "ListGrants", "RetireGrant"),
        *("RevokeGrant", "Sign", "Verify", "VerifyMac"),
    )
)


def install() -> None:
    """Let ministack's KMS answer such a call in the account that owns the key."""
    from ministack.core.responses import get_account_id, request_scope
    from ministack.services import kms

    answer = kms.handle_request

    async def handle_request(
        method: str, path: str, headers: Any, body: bytes, query_params: Any
    ) -> Any:
        owner, region = _owner(headers, body)
        if not owner or owner == get_account_id():
            return await answer(method, path, headers, body, query_params)
        with request_scope(owner, region):
            return await answer(method, path, headers, body, query_params)

    kms.handle_request = handle_request


def _owner(headers: Any, body: bytes) -> tuple[str, str]:
    """Return account and region of the key of a call that works across accounts."""
    operation = str(dict(headers).get("x-amz-target", "")).rpartition(".")[2]
    if operation not in _OPERATIONS:
        return "", ""
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        return "", ""
    arn = str(given.get("KeyId", "")) if isinstance(given, dict) else ""
    if not arn and operation == "Decrypt":
        arn = state.key_arn_of_ciphertext(str(given.get("CiphertextBlob", "")))
    parts = arn.split(":")
    return (parts[4], parts[3]) if len(parts) == 6 else ("", "")
