"""The recorded events of each alarm, and what patterns and queries leave open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

EVENTS = Path(__file__).parent / "events"
"""In the form of CloudTrail's records. Source: CloudTrail user guide, "CloudTrail record contents",
"AWS Management Console sign-in events"; AWS KMS developer guide, "Logging AWS KMS API calls"."""

AUDIT_KEY = "arn:aws:kms:us-east-1:111122223333:key/11111111-aaaa-4bbb-8ccc-dddddddddddd"
OPERATIONS_KEY = "arn:aws:kms:us-east-1:111122223333:key/22222222-aaaa-4bbb-8ccc-dddddddddddd"
VALUES = {
    "account": "111122223333",
    "audit-key": AUDIT_KEY,
    "operations-key": OPERATIONS_KEY,
    "partition": "aws",
    "prefix": "baseline",
}


@dataclass(frozen=True)
class Recorded:
    """An event, what it is about, and whether the alarm's pattern must match it."""

    alarm: str
    fact: str
    matches: bool
    event: dict[str, Any]


@cache
def recorded() -> list[Recorded]:
    """Read all events of all alarms."""
    return [
        Recorded(alarm=path.stem, **row)
        for path in sorted(EVENTS.glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]
