"""Grants on KMS keys, as statements beside those of the key policy.

Source: AWS KMS Developer Guide, "Grants in AWS KMS" and "Using grant constraints".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from . import state


def added(document: Any, arn: str) -> Any:
    """A key policy with a statement for each grant on the key."""
    held = state.grants_of(arn)
    if not held:
        return document
    policy = json.loads(document) if isinstance(document, str) else document
    listed = policy.get("Statement", [])
    own = listed if isinstance(listed, list) else [listed]
    return {**policy, "Statement": [*own, *(_statement(grant) for grant in held)]}


def _statement(grant: Mapping[str, Any]) -> dict[str, Any]:
    constraints = grant.get("Constraints") or {}
    equal = constraints.get("EncryptionContextEquals")
    wanted = equal or constraints.get("EncryptionContextSubset") or {}
    condition: dict[str, Any] = {}
    if wanted:
        condition["StringEquals"] = {
            f"kms:EncryptionContext:{name}": value for name, value in wanted.items()
        }
    if equal:
        condition["ForAllValues:StringEquals"] = {"kms:EncryptionContextKeys": list(equal)}
    return {
        "Sid": f"Grant{grant['GrantId'][:8]}",
        "Effect": "Allow",
        "Principal": {"AWS": grant["GranteePrincipal"]},
        "Action": [f"kms:{operation}" for operation in grant["Operations"]],
        "Resource": "*",
        **({"Condition": condition} if condition else {}),
    }
