"""One record of a trail: what is left out of the replay, and who called from which account.

Source: CloudTrail user guide, CloudTrail record contents and CloudTrail userIdentity element; AWS
Organizations user guide, SCPs (not for service-linked roles, nor for the management account);
read 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baseline.policy.decide import SERVICE_LINKED_ROLES
from baseline.policy.patterns import like_by_part
from baseline.replay.keys import Record, is_service, principal, within

NOT_READABLE = "not a record of CloudTrail"
NO_CALL = "not a call to an API"
FAILED = "failed already"
BY_SERVICE = "by a service for itself"
FROM_ELSEWHERE = "by another account, which has a record of its own"
BY_MANAGEMENT = "by the management account"
SERVICE_LINKED = "by a service-linked role"
NOT_BOUND = "by nobody of an account (sign-in from outside)"

_BOUND = frozenset({"Root", "IAMUser", "AssumedRole", "Role", "FederatedUser"})


def left_out(record: Mapping[str, Any]) -> str | None:
    """Say why a record is no call that any guardrail decides; None if it may be one."""
    # Before the rest: insights, and what services tell of themselves, may name no caller.
    if record.get("eventType", "AwsApiCall") != "AwsApiCall":
        return NO_CALL
    identity = record.get("userIdentity")
    named = isinstance(record.get("eventSource"), str) and isinstance(record.get("eventName"), str)
    if not (named and isinstance(identity, dict)):
        return NOT_READABLE
    if record.get("errorCode"):
        return FAILED
    if like_by_part(SERVICE_LINKED_ROLES, principal(record) or ""):
        return SERVICE_LINKED
    return None


def unbound(record: Record, management: str | None) -> str | None:
    """Say why service control policies do not bind who called; None if they do."""
    kind = str(record["userIdentity"].get("type"))
    if is_service(record):
        return BY_SERVICE
    if kind == "AWSAccount" or account(record) != recipient(record):
        return FROM_ELSEWHERE
    if kind not in _BOUND:
        return NOT_BOUND
    return BY_MANAGEMENT if account(record) == management else None


def account(record: Record) -> str:
    """Return the account of who called."""
    found = record["userIdentity"].get("accountId") or record.get("recipientAccountId")
    return str(found or "unknown")


def recipient(record: Record) -> str:
    """Return the account that a record is for: the caller's, or the one whose resource it is."""
    return str(record.get("recipientAccountId") or account(record))


def event_id(record: Record) -> object:
    """Return the id of an event; of one that is delivered with corrections, that of the first."""
    return within(record, "addendum").get("originalEventID") or record.get("eventID")


def caller(record: Record) -> str:
    """Name who called: the ARN that policies compare, or what the record has instead."""
    identity = record["userIdentity"]
    names = (identity.get(each) for each in ("arn", "invokedBy", "principalId", "accountId"))
    return principal(record) or str(next(filter(None, names), "unknown"))
