"""Records as a trail writes them, made from the little that a test is about."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ACCOUNT = "444455556666"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/teams/app"

_NUMBERS = itertools.count(1)

Record = dict[str, Any]


def session(role: str = ROLE, account: str = ACCOUNT, **more: Any) -> Record:
    """Return who called: a session of a role, whose own ARN lacks the role's path."""
    name = role.rpartition("/")[2]
    return {
        "type": "AssumedRole",
        "principalId": "AROAEXAMPLE:ann",
        "arn": f"arn:aws:sts::{account}:assumed-role/{name}/ann",
        "accountId": account,
        "sessionContext": {
            "sessionIssuer": {"type": "Role", "arn": role, "accountId": account},
            "attributes": {"mfaAuthenticated": "false"},
            **more,
        },
    }


def record(
    call: str, parameters: Record | None = None, *, who: Record | None = None, **more: Any
) -> Record:
    """Return the record of a call, such as `s3 ListBuckets`."""
    source, name = call.split()
    return {
        "eventVersion": "1.11",
        "userIdentity": who or session(),
        "eventTime": "2026-11-20T10:00:00Z",
        "eventSource": f"{source}.amazonaws.com",
        "eventName": name,
        "awsRegion": "us-east-1",
        "sourceIPAddress": "192.0.2.7",
        "requestParameters": parameters,
        "eventID": new_id(),
        "eventType": "AwsApiCall",
        "recipientAccountId": ACCOUNT,
        **more,
    }


def new_id() -> str:
    """Return the id of an event that no other event has."""
    return f"{next(_NUMBERS):08}-2222-3333-4444-555555555555"


def again(found: Record) -> Record:
    """Return the record of another call that is like one."""
    return {**found, "eventID": new_id()}


def write(file: Path, records: Iterable[Record], *, packed: bool = True) -> None:
    """Write a log file, its folders too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"Records": list(records)}).encode()
    file.write_bytes(gzip.compress(content) if packed else content)


def call(value: object) -> str | None:
    """Name a record in a table by its event."""
    return str(value.get("eventName")) if isinstance(value, dict) else None
