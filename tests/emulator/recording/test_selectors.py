"""A trail takes the events that its region and selectors let through."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.recording.trails import Trail

_ALL = {"ReadWriteType": "All", "IncludeManagementEvents": True}
_MANAGEMENT = {"Field": "eventCategory", "Equals": ["Management"]}
_WRITE = {"awsRegion": "eu-west-1", "eventSource": "iam.amazonaws.com", "readOnly": False}
_READ = {"awsRegion": "eu-west-1", "eventSource": "kms.amazonaws.com", "readOnly": True}


def _advanced(**field: Any) -> dict[str, Any]:
    return {"FieldSelectors": [_MANAGEMENT, field]}


TABLE: list[tuple[str, dict[str, Any], bool, bool]] = [
    ("everything", _ALL, True, True),
    ("nothing of management", {**_ALL, "IncludeManagementEvents": False}, False, False),
    ("writes", {**_ALL, "ReadWriteType": "WriteOnly"}, True, False),
    ("reads", {**_ALL, "ReadWriteType": "ReadOnly"}, False, True),
    ("no keys", {**_ALL, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}, True, False),
    ("advanced", {"FieldSelectors": [_MANAGEMENT]}, True, True),
    ("advanced reads", _advanced(Field="readOnly", Equals=["true"]), False, True),
    (
        "advanced no keys",
        _advanced(Field="eventSource", NotEquals=["kms.amazonaws.com"]),
        True,
        False,
    ),
    ("advanced start", _advanced(Field="eventSource", StartsWith=["iam."]), True, False),
]


def _trail(selector: dict[str, Any], **settings: Any) -> Trail:
    known = {"IsMultiRegionTrail": True, **settings}
    return Trail("t", "arn", "111122223333", "us-east-1", "", known, (selector,))


@pytest.mark.parametrize(
    ("selector", "write", "read"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_selectors(selector: dict[str, Any], write: bool, read: bool) -> None:
    """Basic and advanced selectors choose by kind and by source."""
    trail = _trail(selector)
    category = {"eventCategory": "Management"}
    assert trail.takes(_WRITE | category, is_global=False) is write
    assert trail.takes(_READ | category, is_global=False) is read


def test_regions() -> None:
    """A trail of one region takes that region's events, and global ones only if it is told to."""
    one = _trail(_ALL, IsMultiRegionTrail=False)
    assert not one.takes(_WRITE, is_global=False)
    assert one.takes(_WRITE | {"awsRegion": "us-east-1"}, is_global=False)
    without = _trail(_ALL, IncludeGlobalServiceEvents=False)
    assert not without.takes(_WRITE, is_global=True)
    assert without.takes(_WRITE, is_global=False)
