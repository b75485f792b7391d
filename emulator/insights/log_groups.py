"""CloudWatch Logs' operations on patterns and queries, answered by this package.

ministack matches a pattern by its words, lets every JSON pattern match, and leaves out the
parts of a query that it does not know; it has no TestMetricFilter.

Source: CloudWatch Logs API reference, PutMetricFilter, TestMetricFilter, StartQuery.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from .. import private_names
from ..calls import Request, json_of
from ..refusal import Refusal, Response
from . import metric_filters, pattern, query
from .query_error import MalformedQueryError

NAMES = {
    "ministack.services.cloudwatch_logs": (
        "_collect_query_records",
        "_compile_filter_pattern",
        "_filter_log_events",
        "_log_groups",
        "_metric_filters",
        "_put_log_events",
        "_put_metric_filter",
        "_put_subscription_filter",
        "_queries",
        "_resolve_query_log_groups",
        "_start_query",
        "_subscription_pattern_matches",
    ),
    "ministack.services.cloudwatch": ("_evaluate_all_alarms", "record_metric"),
}
"""The private names of ministack this package leans on."""

_Handler = Callable[[dict[str, Any]], Response]


def install() -> None:
    """Put patterns, metric filters and queries in the place of ministack's.

    Raises:
        PrivateNameError: if ministack lacks a name we lean on.
    """
    from ministack.services import cloudwatch_logs as logs

    private_names.check(NAMES)
    logs._compile_filter_pattern = _matcher
    logs._subscription_pattern_matches = lambda text, event: _matcher(text)(event)
    logs._filter_log_events = _checked(logs._filter_log_events)
    logs._put_metric_filter = _checked(logs._put_metric_filter)
    logs._put_subscription_filter = _checked(logs._put_subscription_filter)
    logs._put_log_events = _counting(logs._put_log_events)
    logs._start_query = _start_query


def test_metric_filter(request: Request) -> Response:
    """Answer TestMetricFilter: which of the messages match a pattern."""
    given = json_of(request)
    try:
        parsed = pattern.parse(str(given.get("filterPattern", "")))
    except pattern.PatternError as problem:
        return _refused(problem)
    matches = [
        {"eventNumber": number, "eventMessage": message, "extractedValues": {}}
        for number, message in enumerate(given.get("logEventMessages", []), 1)
        if pattern.matches(parsed, message)
    ]
    return _json({"matches": matches})


def _matcher(text: str) -> Callable[[str], bool]:
    """The test of a stored or given pattern; one that cannot be read matches nothing."""
    try:
        parsed = pattern.parse(text or "")
    except pattern.PatternError:
        return lambda _: False
    return lambda event: pattern.matches(parsed, event or "")


def _checked(put: _Handler) -> _Handler:
    def checked(data: dict[str, Any]) -> Response:
        try:
            pattern.parse(str(data.get("filterPattern", "")))
        except pattern.PatternError as problem:
            return _refused(problem)
        return put(data)

    return checked


def _counting(put: _Handler) -> _Handler:
    def counting(data: dict[str, Any]) -> Response:
        answer = put(data)
        if answer[0] == 200:
            messages = [str(event.get("message", "")) for event in data.get("logEvents", [])]
            metric_filters.count(str(data.get("logGroupName")), messages)
        return answer

    return counting


def _start_query(data: dict[str, Any]) -> Response:
    from ministack.services import cloudwatch_logs as logs

    groups = logs._resolve_query_log_groups(data)
    missing = [group for group in groups if group not in logs._log_groups]
    start, end = int(data.get("startTime", 0)), int(data.get("endTime", time.time()))
    if not groups or start > end or data.get("queryLanguage", "CWLI") != "CWLI":
        message = "A query takes log groups, a time range and the query language CWLI"
        return Refusal("InvalidParameterException", message).response("json")
    if missing:
        message = f"Log group '{missing[0]}' does not exist"
        return Refusal("ResourceNotFoundException", message).response("json")
    try:
        parsed = query.parse(str(data.get("queryString", "")))
    except MalformedQueryError as problem:
        return Refusal("MalformedQueryException", str(problem)).response("json")
    records = logs._collect_query_records(groups, start, end)
    results = query.run(parsed, [_record(held) for held in records], data.get("limit"))
    made = str(uuid4())
    logs._queries[made] = {
        **data,
        "queryId": made,
        "status": "Complete",
        "results": results.rows,
        "statistics": {
            "recordsMatched": float(results.matched),
            "recordsScanned": float(results.scanned),
            "bytesScanned": float(sum(len(str(held.get("@message", ""))) for held in records)),
        },
    }
    return _json({"queryId": made})


def _record(held: dict[str, Any]) -> dict[str, Any]:
    """A record as `query.run` takes it; ministack keeps its time beside its fields."""
    names = ("@message", "@logStream", "@log", "@ptr")
    return {"@timestamp": held["_timestamp_ms"]} | {name: held.get(name) for name in names}


def _refused(problem: Exception) -> Response:
    message = f"Invalid metric filter pattern: {problem}"
    return Refusal("InvalidParameterException", message).response("json")


def _json(document: Any) -> Response:
    headers = {"content-type": "application/x-amz-json-1.1"}
    return 200, headers, json.dumps(document).encode()
