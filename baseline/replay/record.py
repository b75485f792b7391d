"""One record of a trail: what is left out of the replay, and who called from which account.

Source: CloudTrail user guide, CloudTrail record contents and CloudTrail userIdentity element; AWS
Organizations user guide, SCPs (not for service-linked roles, nor for the management account);
read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baseline.replay.keys import Record, principal

NOT_READABLE = "not a record of CloudTrail"
NO_CALL = "not a call to an API"
FAILED = "failed already"
BY_SERVICE = "by a service for itself"
FROM_ELSEWHERE = "by another account, whose own trail has it"
BY_MANAGEMENT = "by the management account"
SERVICE_LINKED = "by a service-linked role"
NOT_BOUND = "by nobody of an account (sign-in from outside)"

_BOUND = frozenset({"Root", "IAMUser", "AssumedRole", "Role", "FederatedUser"})


def left_out(record: Mapping[str, Any], management: str | None) -> str | None:
    """Say why a record is no call that guardrails decide; None if it is one."""
    identity = record.get("userIdentity")
    named = isinstance(record.get("eventSource"), str) and isinstance(record.get("eventName"), str)
    if not (named and isinstance(identity, dict)):
        return NOT_READABLE
    if record.get("eventType", "AwsApiCall") != "AwsApiCall":
        return NO_CALL
    if record.get("errorCode"):
        return FAILED
    return _bound(record, identity, management)


def _bound(record: Record, identity: Mapping[str, Any], management: str | None) -> str | None:
    """Say why guardrails do not bind who called."""
    kind = identity.get("type")
    if kind == "AWSService":
        return BY_SERVICE
    if kind == "AWSAccount" or account(record) != record.get("recipientAccountId", account(record)):
        return FROM_ELSEWHERE
    if kind not in _BOUND:
        return NOT_BOUND
    if management is not None and account(record) == management:
        return BY_MANAGEMENT
    if ":role/aws-service-role/" in (principal(record) or ""):
        return SERVICE_LINKED
    return None


def account(record: Record) -> str:
    """Return the account of who called."""
    found = record["userIdentity"].get("accountId") or record.get("recipientAccountId")
    return str(found or "unknown")


def caller(record: Record) -> str:
    """Name who called: the ARN that policies compare, or what the record has instead."""
    identity = record["userIdentity"]
    return principal(record) or str(identity.get("arn") or identity.get("principalId"))
