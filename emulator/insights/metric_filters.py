"""Metric filters: what a log group's events add to metrics, and so to alarms.

Source: CloudWatch Logs User Guide, "Configuring metric values for a metric filter": the value
is a number or a member of the event, and the default stands for events that do not match.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from . import pattern, selector


def count(group: str, messages: Sequence[str]) -> None:
    """Add events of a log group of this account and region to the metrics of its filters."""
    from ministack.services import cloudwatch
    from ministack.services import cloudwatch_logs as logs

    held = [one for (of, _), one in list(logs._metric_filters.items()) if of == group]
    for one in held:
        try:
            parsed = pattern.parse(str(one.get("filterPattern", "")))
        except pattern.PatternError:
            continue
        matching = [message for message in messages if pattern.matches(parsed, message)]
        for transformation in one.get("metricTransformations", []):
            _add(transformation, matching, others=len(matching) < len(messages))
    if held and messages:
        cloudwatch._evaluate_all_alarms()


def _add(transformation: Mapping[str, Any], matching: Sequence[str], *, others: bool) -> None:
    from ministack.services import cloudwatch

    values = [_value(str(transformation["metricValue"]), message) for message in matching]
    if not matching and others and transformation.get("defaultValue") is not None:
        values = [float(transformation["defaultValue"])]
    for value in values:
        if value is not None:
            cloudwatch.record_metric(
                transformation["metricNamespace"], transformation["metricName"], value
            )


def _value(wanted: str, message: str) -> float | None:
    """A number, or the member of the event that a selector names; None where it is none."""
    if not wanted.startswith("$"):
        return float(wanted)
    found = selector.values(json.loads(message), selector.parse(wanted))
    numbers = [value for value in found if isinstance(value, int | float)]
    return float(numbers[0]) if numbers else None
