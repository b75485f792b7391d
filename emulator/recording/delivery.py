"""Where records go: the trail's log group and, as gzipped files, its bucket.

Source: CloudTrail User Guide, "Finding your CloudTrail log files", "Prepare for creating a
trail for your organization" (names of log streams), "Encrypting CloudTrail log files".
"""

from __future__ import annotations

import gzip
import json
import secrets
import string
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ..authorisation import encrypted_objects
from . import key_use_records
from .trails import Trail

NAMES = {
    "ministack.services.cloudwatch_logs": ("_create_log_stream", "_log_groups", "_put_log_events"),
    "ministack.services.s3": ("_bucket_owner_account", "_put_object"),
}
"""The private names of ministack this module leans on."""

Record = dict[str, Any]


def to_log_group(trail: Trail, account: str, records: Sequence[Record]) -> bool:
    """Write records into the trail's log group; False where it has none that exists."""
    from ministack.core.responses import request_scope
    from ministack.services import cloudwatch_logs as logs

    parts = str(trail.settings.get("CloudWatchLogsLogGroupArn") or "").split(":")
    if len(parts) < 7:
        return False
    group, stream = parts[6], stream_name(trail, account)
    with request_scope(parts[4], parts[3]):
        if group not in logs._log_groups:
            return False
        if stream not in logs._log_groups[group]["streams"]:
            logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
        batch = [{"timestamp": _milliseconds(one), "message": json.dumps(one)} for one in records]
        logs._put_log_events({"logGroupName": group, "logStreamName": stream, "logEvents": batch})
    return True


def stream_name(trail: Trail, account: str) -> str:
    """The log stream of an account: members' streams begin with the organization's id."""
    name = f"{account}_CloudTrail_{trail.region}"
    is_member = trail.organization and account != trail.account
    return f"{trail.organization}_{name}" if is_member else name


def to_bucket(trail: Trail, account: str, region: str, records: Sequence[Record]) -> str:
    """Write one file into the trail's bucket and return its key; empty without a bucket."""
    from ministack.core.responses import request_scope
    from ministack.services import s3

    bucket = str(trail.settings.get("S3BucketName", ""))
    owner = s3._bucket_owner_account(bucket)
    if owner is None:
        return ""
    now = datetime.now(UTC)
    key = _key(trail, account, region, now)
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    if kms := trail.settings.get("KmsKeyId"):
        headers["x-amz-server-side-encryption"] = "aws:kms"
        headers["x-amz-server-side-encryption-aws-kms-key-id"] = str(kms)
    body = gzip.compress(json.dumps({"Records": list(records)}).encode())
    with request_scope(owner, trail.region):
        status, _, answer = s3._put_object(bucket, key, body, headers)
    if headers.get("x-amz-server-side-encryption"):
        encrypted_objects.CONTEXTS[bucket, key] = _context(trail, bucket, key)
    if status != 200:
        raise OSError(f"trail {trail.arn}: {bucket} took no log file (got {answer!r})")
    return key


def key_use(trail: Trail, key: str) -> Record | None:
    """The record of the data key that encrypted a file, None for a trail without a key."""
    kms = str(trail.settings.get("KmsKeyId") or "")
    if ":key/" not in kms:
        return None
    bucket = trail.settings["S3BucketName"]
    given = {
        "keyId": kms,
        "keySpec": "AES_256",
        "encryptionContext": _context(trail, bucket, key),
    }
    return key_use_records.by_cloudtrail("GenerateDataKey", kms, given, datetime.now(UTC))


def _context(trail: Trail, bucket: str, key: str) -> dict[str, str]:
    """What CloudTrail binds a file to: its trail and its place."""
    object_arn = f"arn:{trail.arn.split(':')[1]}:s3:::{bucket}/{key}"
    return {"aws:cloudtrail:arn": trail.arn, "aws:s3:arn": object_arn}


def _key(trail: Trail, account: str, region: str, now: datetime) -> str:
    prefix = str(trail.settings.get("S3KeyPrefix") or "").strip("/")
    letters = string.ascii_letters + string.digits
    unique = "".join(secrets.choice(letters) for _ in range(16))
    parts = [
        *([prefix] if prefix else []),
        "AWSLogs",
        *([trail.organization] if trail.organization else []),
        *(account, "CloudTrail", region, f"{now:%Y/%m/%d}"),
        f"{account}_CloudTrail_{region}_{now:%Y%m%dT%H%MZ}_{unique}.json.gz",
    ]
    return "/".join(parts)


def _milliseconds(record: Record) -> int:
    when = datetime.strptime(record["eventTime"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return int(when.timestamp() * 1000)
