"""Everything is on record: calls with their caller, and who used the audit key unexpectedly."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3

from baseline.config import Config
from baseline.output.finding import Finding, compared

from ..members import Member
from .guarded import PARAMETER, ROLE

READER = "tryout-reader"
QUERY, FILTER = "key-use-by-whom", "unexpected-key-use"
QUERY_SECONDS = 60


def on_record(config: Config, role: Member, flush: Callable[[], object]) -> list[Finding]:
    """Find a call of a member's administrator, and a use of the key that nobody expects.

    Args:
        flush: delivers what was recorded so far.
    """
    role.client("ssm", config.home_region).get_parameter(Name=PARAMETER)
    flush()
    reader = _reader(config)
    findings = [_file_of(config, role, reader)]
    if config.trail.cloudwatch_logs:
        flush()
        logs = boto3.client("logs", region_name=config.home_region)
        findings += [_event_of(config, logs, role), *_key_use(config, logs)]
    return findings


def _file_of(config: Config, role: Member, reader: Any) -> Finding:
    """Read the trail's files of the account and look for the call, which uses the key."""
    bucket = f"{config.prefix}-logs-{_account()}"
    pages = reader.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="AWSLogs/o-")
    keys = [
        held["Key"]
        for page in pages
        for held in page.get("Contents", ())
        if f"/{role.account_id}/CloudTrail/" in held["Key"]
    ]
    callers = {
        record["userIdentity"].get("arn", "")
        for key in keys
        for record in _records(reader, bucket, key)
        if record["eventName"] == "GetParameter"
    }
    return _told("its call is in a file of the log bucket", callers)


def _event_of(config: Config, logs: Any, role: Member) -> Finding:
    """Look for the call in the trail's log group."""
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=f"/{config.prefix}/trail",
        filterPattern='{ $.eventName = "GetParameter" }',
    )
    events = [json.loads(event["message"]) for page in pages for event in page["events"]]
    callers = {
        event["userIdentity"].get("arn", "")
        for event in events
        if event["recipientAccountId"] == role.account_id
    }
    return _told("its call is in the trail's log group", callers)


def _told(what: str, callers: set[str]) -> Finding:
    found = next((each for each in callers if f":assumed-role/{ROLE}/" in each), None)
    return Finding(
        subject=f"{ROLE}: {what}",
        check="record",
        status="ok" if found else "differs",
        expected=f"a session of {ROLE}",
        found=found or f"callers {sorted(callers)}",
    )


def _key_use(config: Config, logs: Any) -> Iterator[Finding]:
    """Ask the shipped query who used the key, and hold the event against the shipped pattern."""
    (saved,) = logs.describe_query_definitions(
        queryDefinitionNamePrefix=f"{config.prefix}/{QUERY}"
    )["queryDefinitions"]
    rows = _asked(logs, saved["logGroupNames"], saved["queryString"])
    arn = f"arn:aws:iam::{_account()}:role/{READER}"
    found = any(row.get("who") == arn and row["eventName"] == "Decrypt" for row in rows)
    yield compared(
        f"the query {saved['name']} names {READER}", "record", expected=True, found=found
    )
    (metric,) = logs.describe_metric_filters(
        logGroupName=f"/{config.prefix}/trail", filterNamePrefix=f"{config.prefix}-{FILTER}"
    )["metricFilters"]
    events = logs.filter_log_events(
        logGroupName=f"/{config.prefix}/trail",
        filterPattern=f'{{ $.eventName = "Decrypt" && $.userIdentity.arn = "*{READER}*" }}',
    )["events"]
    matched = logs.test_metric_filter(
        filterPattern=metric["filterPattern"],
        logEventMessages=[event["message"] for event in events[:50]] or ["{}"],
    )["matches"]
    yield compared(
        f"the alarm's pattern {metric['filterName']} matches it",
        "record",
        expected=True,
        found=bool(matched),
    )


def _asked(logs: Any, groups: list[str], text: str) -> list[dict[str, str]]:
    started = logs.start_query(
        logGroupNames=groups,
        startTime=int(time.time()) - 86_400,
        endTime=int(time.time()) + 60,
        queryString=text,
    )
    end = time.monotonic() + QUERY_SECONDS
    while True:
        answer = logs.get_query_results(queryId=started["queryId"])
        if answer["status"] not in ("Scheduled", "Running") or time.monotonic() > end:
            return [{one["field"]: one["value"] for one in row} for row in answer["results"]]
        time.sleep(0.1)


def _records(s3: Any, bucket: str, key: str) -> list[dict[str, Any]]:
    body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    records: list[dict[str, Any]] = json.loads(gzip.decompress(body))["Records"] if body else []
    return records


def _reader(config: Config) -> Any:
    """An S3 client of a role that may read everything, and that nobody expects to read logs."""
    management = Member(_account(), config.home_region, credentials={})
    return management.administrator(READER).client("s3", config.home_region)


def _account() -> str:
    return str(boto3.client("sts").get_caller_identity()["Account"])
