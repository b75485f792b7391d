"""DescribeEffectivePolicy: what the management policies along an account's path come to."""

from __future__ import annotations

import json
from typing import Any

from ..refusal import refuse
from . import management, state

Given = dict[str, Any]


def describe(backend: Any, given: Given, caller: str) -> dict[str, Any]:
    """Tell an account's effective policy of one type.

    A member may ask for its own only, management and delegated administrators for any.

    Raises:
        RefusedError: as DescribeEffectivePolicy does.
    """
    account_id = given.get("TargetId") or caller
    delegated = any(admin.account.id == caller for admin in backend.admins)
    if account_id != caller and caller != backend.account_id and not delegated:
        raise refuse("AccessDeniedException", "You don't have permissions to access this resource.")
    if not account_id.isdigit():
        raise refuse(
            "InvalidInputException",
            "An effective policy is that of an account, not of a root or an OU.",
            reason="TARGET_NOT_SUPPORTED",
        )
    if state.account_in(backend, account_id) is None:
        raise refuse("TargetNotFoundException", "You specified a target that doesn't exist.")
    policy_type = given["PolicyType"]
    in_force = [policy for level in _levels(backend, account_id, policy_type) for policy in level]
    if not in_force:
        raise refuse(
            "EffectivePolicyNotFoundException",
            "If you ran this action on the management account, this policy type is not enabled. "
            "If you ran the action on a member account, the account doesn't have an effective "
            "policy of this type.",
        )
    return {
        "EffectivePolicy": {
            "PolicyContent": json.dumps(of(backend, account_id, policy_type)),
            "LastUpdatedTimestamp": max(policy.updated for policy in in_force),
            "TargetId": account_id,
            "PolicyType": policy_type,
        }
    }


def of(backend: Any, account_id: str, policy_type: str) -> dict[str, Any]:
    """The effective policy of an account; empty where no policy of the type is in force."""
    levels = _levels(backend, account_id, policy_type)
    return management.merged([[json.loads(policy.content) for policy in one] for one in levels])


def _levels(backend: Any, account_id: str, policy_type: str) -> list[list[Any]]:
    """The policies of a type on the root, each unit and the account, in this order."""
    if not state.enabled(backend, policy_type):
        return []
    path = []
    entity = state.account_in(backend, account_id)
    while entity is not None:
        path.append(state.attached(entity, policy_type))
        entity = state.unit_or_root(backend, getattr(entity, "parent_id", ""))
    return path[::-1]
