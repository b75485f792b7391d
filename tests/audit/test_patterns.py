"""Each alarm's filter pattern matches the events it is about, and no others."""

from __future__ import annotations

import pytest

from baseline.audit import ALARMS, Alarm
from baseline.audit.model import fill
from emulator.insights.pattern import matches, parse
from tests.audit.events_of import VALUES, Recorded, recorded

PATTERNS = {alarm.name: fill(alarm.pattern, VALUES) for alarm in ALARMS}
LONGEST = {
    "account": "111122223333",
    "audit-key": "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-" + 32 * "a",
    "operations-key": "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-" + 32 * "b",
    "partition": "aws-us-gov",
    "prefix": "acme-landing-zon",
}
LIMIT_CHARACTERS = 1_024
"""Source: CloudWatch Logs API reference, PutMetricFilter, filterPattern, read 2026-11-24."""


@pytest.mark.parametrize("row", recorded(), ids=[f"{row.alarm}: {row.fact}" for row in recorded()])
def test_pattern_on_an_event(row: Recorded) -> None:
    """The event is matched, or left alone, as the file says."""
    assert matches(parse(PATTERNS[row.alarm]), row.event) is row.matches


def test_every_alarm_has_events_of_both_kinds() -> None:
    """No alarm goes without an event that it matches and two that it does not."""
    for alarm in ALARMS:
        kinds = [row.matches for row in recorded() if row.alarm == alarm.name]
        assert True in kinds
        assert kinds.count(False) >= 2
    assert {row.alarm for row in recorded()} == set(PATTERNS)


@pytest.mark.parametrize("alarm", ALARMS, ids=[alarm.name for alarm in ALARMS])
def test_pattern_fits(alarm: Alarm) -> None:
    """With the longest values there are, the service still takes the pattern."""
    text = fill(alarm.pattern, LONGEST)
    assert len(text) <= LIMIT_CHARACTERS
    parse(text)
