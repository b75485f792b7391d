"""Each saved query, run as the service would, shows the events that its alarm is about."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baseline.audit import ALARMS, QUERIES
from baseline.audit.model import fill
from emulator.insights.query import parse, run
from tests.audit.events_of import AUDIT_KEY, VALUES, Recorded, recorded

TEXTS = {query.name: fill(query.text, VALUES) for query in QUERIES}
SHOWN_BY = {alarm.name: alarm.query for alarm in ALARMS}
LIMIT_CHARACTERS = 10_000
"""Source: CloudWatch Logs API reference, PutQueryDefinition, queryString, read 2026-11-24."""
MATCHING = [row for row in recorded() if row.matches]
USES = [row.event for row in recorded() if row.alarm == "unexpected-key-use"]


def _rows(name: str, *events: dict[str, Any]) -> list[dict[str, str]]:
    records = [
        {
            "@timestamp": 1_795_515_330_000 + number,
            "@message": json.dumps(event),
            "@logStream": "o-abcdefghij_111122223333_CloudTrail_us-east-1",
            "@log": "111122223333:/baseline/trail",
            "@ptr": str(number),
        }
        for number, event in enumerate(events)
    ]
    found = run(parse(TEXTS[name]), records).rows
    return [{cell["field"]: cell["value"] for cell in row} for row in found]


@pytest.mark.parametrize("row", MATCHING, ids=[f"{row.alarm}: {row.fact}" for row in MATCHING])
def test_query_of_an_alarm_shows_the_event(row: Recorded) -> None:
    """The query that an alarm's message names shows what raised it."""
    assert len(_rows(SHOWN_BY[row.alarm], row.event)) == 1


def test_every_alarm_names_a_query_and_no_query_is_idle() -> None:
    """Alarms name queries that exist, and each query is named or tells about the use of keys."""
    named = {alarm.query for alarm in ALARMS}
    assert named <= TEXTS.keys()
    assert all(name.startswith("key-use-") for name in TEXTS.keys() - named)
    assert len(TEXTS) == len(QUERIES)


@pytest.mark.parametrize("name", TEXTS)
def test_query_fits_and_is_bounded(name: str) -> None:
    """The service takes the query, and its answer has an end."""
    assert len(TEXTS[name]) <= LIMIT_CHARACTERS
    assert TEXTS[name].endswith("| limit 1000")


def test_use_is_told_by_whom() -> None:
    """Every principal of the recorded uses is told, a role by its own ARN, a service by name."""
    who = {row["who"] for row in _rows("key-use-by-whom", *USES)}
    assert {
        "arn:aws:iam::111122223333:role/app-admin",
        "arn:aws:iam::111122223333:role/baseline/auditor",
        "arn:aws:iam::111122223333:user/ann",
        "arn:aws:iam::111122223333:root",
        "cloudtrail.amazonaws.com",
        "444455556666",
    } <= who


def test_use_is_told_by_what_for() -> None:
    """The encryption context says which file of which trail was read."""
    (row,) = _rows("key-use-what-for", USES[0])
    assert row["trail"] == "arn:aws:cloudtrail:us-east-1:111122223333:trail/baseline-trail"
    assert row["object"].startswith("arn:aws:s3:::baseline-logs-111122223333/AWSLogs/")


def test_use_is_told_by_place_and_day() -> None:
    """Address and region are told, and uses are counted by day."""
    (row,) = _rows("key-use-from-where", USES[0], USES[0])
    assert (row["sourceIPAddress"], row["awsRegion"], row["calls"]) == (
        "203.0.113.10",
        "us-east-1",
        "2",
    )
    (day,) = _rows("key-use-by-day", USES[0], USES[0], USES[0])
    assert (day["day"][:10], day["calls"]) == ("2026-11-24", "3")
    assert day["resources.0.ARN"] == AUDIT_KEY


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith("key-use-")])
def test_other_keys_are_left_out(name: str) -> None:
    """Whatever is asked about key use, other keys and calls that use none are not shown."""
    others = [
        row.event
        for row in recorded()
        if row.fact in ("Somebody uses another key.", "Another key is refused.")
    ]
    assert len(others) == 2
    assert (
        _rows(name, *others, *(row.event for row in recorded() if row.alarm == "vpc-changes")) == []
    )
