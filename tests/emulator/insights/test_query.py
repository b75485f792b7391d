"""Logs Insights queries give the documented rows, or are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator.insights import query
from emulator.insights.query_error import MalformedQueryError

_DAY = 86_400_000
_START = 1_795_478_400_000  # 2026-11-24 00:00:00 UTC


def record(number: int, when: int, **event: Any) -> dict[str, Any]:
    """One log record of a group."""
    return {
        "@timestamp": _START + when,
        "@message": json.dumps(event),
        "@logStream": f"s{number % 2}",
        "@ptr": f"ptr{number}",
    }


RECORDS = [
    record(1, 0, n=1, eventName="Decrypt", who={"arn": "a"}, resources=[{"ARN": "k1"}]),
    record(2, 1000, n=2, eventName="Decrypt", who={"arn": "b"}, errorCode="AccessDenied"),
    record(3, _DAY, n=3, eventName="Encrypt", who={"arn": "a"}, readOnly=True),
    record(4, _DAY + 1, n=4, eventName="CreateGrant", who={}, readOnly=False, empty=""),
    {"@timestamp": _START + 2, "@message": "START plain", "@logStream": "s1", "@ptr": "p"},
]


def found(text: str, limit: int | None = None) -> list[dict[str, str]]:
    """The rows of a query, each as a mapping."""
    rows = query.run(query.parse(text), RECORDS, limit).rows
    return [{cell["field"]: cell["value"] for cell in row} for row in rows]


def numbers(condition: str) -> list[int]:
    """The events a condition lets through, by their number."""
    rows = found(f"filter {condition} | fields n | sort n asc")
    return [int(row.get("n", 0)) for row in rows]


CONDITIONS = [
    ("eventName = 'Decrypt'", [1, 2]),
    ('eventName = "decrypt"', []),
    ("eventName != 'Decrypt'", [0, 3, 4]),
    ("eventName in ['Encrypt', \"CreateGrant\"]", [3, 4]),
    ("eventName not in ['Encrypt']", [0, 1, 2, 4]),
    ("eventName like /crypt$/", [1, 2, 3]),
    ("eventName like 'crypt'", [1, 2, 3]),
    ("eventName like /(?i)^decrypt/", [1, 2]),
    ("eventName =~ /^E/", [3]),
    ("eventName not like /crypt/", [0, 4]),
    ("@message like 'START'", [0]),
    ("who.arn = 'a'", [1, 3]),
    ("resources.0.ARN = 'k1'", [1]),
    ("ispresent(errorCode)", [2]),
    ("not ispresent(eventName)", [0]),
    ("isempty(empty) and ispresent(n)", [1, 2, 3, 4]),
    ("strcontains(eventName, 'Grant')", [4]),
    ("readOnly = 1", [3]),
    ("n > 1 and n <= 3", [2, 3]),
    ("n = 1 or n = 2 and eventName = 'x'", [1]),
    ("(n = 1 or n = 2) and eventName = 'Decrypt'", [1, 2]),
    ("not (n = 1 or n = 2)", [0, 3, 4]),
    ("tolower(eventName) = 'decrypt'", [1, 2]),
    ("coalesce(errorCode, eventName) = 'AccessDenied'", [2]),
    ("`who.arn` = 'b' # a remark with | and 'quotes\n", [2]),
]

REFUSED = {
    "an unknown command": "fields @message | parse @message '*' as x",
    "another unknown command": "anomaly",
    "an unknown function": "filter ceil(n) = 1",
    "an unknown aggregate": "stats pct(n, 99)",
    "a missing value": "filter n =",
    "a missing comparison": "filter n",
    "a bare true": "filter readOnly = true",
    "two commands in one": "filter n = 1 limit 2",
    "an open parenthesis": "filter (n = 1",
    "a broken regular expression": "filter eventName like /(/",
    "flags of a regular expression": "filter eventName like /x/i",
    "an open text": "filter eventName = 'x",
    "arithmetic": "fields n + 1",
    "limit of nothing": "limit 0",
    "limit above AWS's": "limit 10001",
    "three stats": "stats count(*) as a | stats sum(a) as b | stats sum(b) as c",
    "a command after dedup": "dedup n | sort n",
    "a period without a unit": "stats count(*) by bin(1)",
    "nothing between pipes": "filter n = 1 | | limit 1",
    "nothing at all": "  # only a remark",
    "no list": "filter n in 'x'",
    "sort without a field": "sort desc desc desc",
}


@pytest.mark.parametrize(("text", "expected"), CONDITIONS, ids=[text for text, _ in CONDITIONS])
def test_a_condition_lets_events_through(text: str, expected: list[int]) -> None:
    """A condition lets through exactly the events AWS documents."""
    assert numbers(text) == expected


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_not_known_is_refused(text: str) -> None:
    """A query with a part nobody evaluates is refused, not run without it."""
    with pytest.raises(MalformedQueryError):
        query.parse(text)


def test_rows_show_the_fields_asked_for_and_a_pointer() -> None:
    """Fields come in their order, under their aliases, and leave out what an event lacks."""
    rows = found("fields @timestamp, who.arn as who, errorCode | filter n < 3 | sort @timestamp")
    assert rows == [
        {"@timestamp": "2026-11-24 00:00:00.000", "who": "a", "@ptr": "ptr1"},
        {
            "@timestamp": "2026-11-24 00:00:01.000",
            "who": "b",
            "errorCode": "AccessDenied",
            "@ptr": "ptr2",
        },
    ]


def test_without_fields_time_and_message_are_shown_newest_first() -> None:
    """A query without fields shows what AWS shows by default, the newest event first."""
    first = found("filter ispresent(n)", limit=1)
    assert len(first) == 1
    assert first[0]["@timestamp"] == "2026-11-25 00:00:00.001"
    assert json.loads(first[0]["@message"])["n"] == 4


def test_display_shows_only_its_fields() -> None:
    """The display command overrides fields, and names may be aliases."""
    rows = found("fields eventName as e, n | filter n = 1 | display e")
    assert rows == [{"e": "Decrypt", "@ptr": "ptr1"}]


def test_stats_counts_by_groups() -> None:
    """Aggregates are made for each group and can be sorted by and cut off."""
    text = (
        "filter ispresent(n) | stats count(*) as times, count_distinct(who.arn) as callers, "
        "min(n) as low, max(n), sum(n) as total, earliest(eventName) as first, "
        "latest(eventName) as last by bin(1d) as day | sort day asc"
    )
    assert found(text) == [
        {
            "day": "2026-11-24 00:00:00.000",
            "times": "2",
            "callers": "2",
            "low": "1",
            "max(n)": "2",
            "total": "3",
            "first": "Decrypt",
            "last": "Decrypt",
        },
        {
            "day": "2026-11-25 00:00:00.000",
            "times": "2",
            "callers": "1",
            "low": "3",
            "max(n)": "4",
            "total": "7",
            "first": "Encrypt",
            "last": "CreateGrant",
        },
    ]


def test_unnamed_aggregates_are_sorted_by_their_text() -> None:
    """An aggregate without an alias is named and sorted by as it is written."""
    rows = found("filter ispresent(n) | stats count(*) by who.arn | sort count(*) desc | limit 1")
    assert rows == [{"who.arn": "a", "count(*)": "2"}]


def test_two_stats_build_on_each_other() -> None:
    """A second stats command works on the results of the first."""
    rows = found("stats count(*) as c by eventName | stats max(c) as most")
    assert rows == [{"most": "2"}]


def test_dedup_keeps_the_first_of_each() -> None:
    """Of events with equal values dedup keeps the first, and all that lack a value."""
    rows = found("fields eventName, n | sort n asc | dedup eventName")
    assert [row.get("n") for row in rows] == [None, "1", "3", "4"]


def test_statistics_count_what_matched() -> None:
    """Matched counts the events that the filters let through, scanned all of them."""
    results = query.run(query.parse("filter n > 1 | stats count(*) | limit 1"), RECORDS)
    assert (results.matched, results.scanned) == (3, 5)
