"""A key with its alias, a trail, and what watches its log group."""

from __future__ import annotations

import json
from typing import Any

from boto3 import Session

from tests.live.readers.case import Change, Made

ACCOUNT = "123456789012"


def _document(principal: str = f"arn:aws:iam::{ACCOUNT}:root") -> dict[str, Any]:
    statement = {
        "Sid": "One",
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": "kms:*",
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_key(session: Session) -> Made:
    """Create a key that rotates."""
    kms = session.client("kms")
    key = kms.create_key(
        Description="of the trail",
        Policy=json.dumps(_document()),
        Tags=[{"TagKey": "project", "TagValue": "baseline"}],
    )["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key)
    return Made(
        "AWS::KMS::Key",
        key,
        {
            "Description": "of the trail",
            "EnableKeyRotation": True,
            "KeyPolicy": _document(),
            "Tags": [{"Key": "project", "Value": "baseline"}],
        },
    )


KEY_CHANGES: dict[str, Change] = {
    "EnableKeyRotation": lambda session, made: session.client("kms").disable_key_rotation(
        KeyId=made.physical_id
    ),
    "KeyPolicy": lambda session, made: session.client("kms").put_key_policy(
        KeyId=made.physical_id,
        PolicyName="default",
        Policy=json.dumps(_document("arn:aws:iam::444455556666:root")),
    ),
    "key state": lambda session, made: session.client("kms").disable_key(KeyId=made.physical_id),
    "Tags": lambda session, made: session.client("kms").untag_resource(
        KeyId=made.physical_id, TagKeys=["project"]
    ),
}


def make_alias(session: Session) -> Made:
    """Create a key with an alias."""
    key = make_key(session).physical_id
    session.client("kms").create_alias(AliasName="alias/audit", TargetKeyId=key)
    return Made("AWS::KMS::Alias", "alias/audit", {"AliasName": "alias/audit", "TargetKeyId": key})


def _retarget(session: Session, _made: Made) -> None:
    other = make_key(session).physical_id
    session.client("kms").update_alias(AliasName="alias/audit", TargetKeyId=other)


ALIAS_CHANGES: dict[str, Change] = {"TargetKeyId": _retarget}


def _watch_errors(session: Session, kind: Any) -> None:
    session.client("cloudtrail").put_insight_selectors(
        TrailName="baseline-trail", InsightSelectors=[{"InsightType": kind}]
    )


def make_trail(session: Session) -> Made:
    """Create a trail that logs."""
    session.client("s3").create_bucket(Bucket="baseline-logs")
    selector = {"ReadWriteType": "All", "IncludeManagementEvents": True}
    cloudtrail = session.client("cloudtrail")
    cloudtrail.create_trail(
        Name="baseline-trail",
        S3BucketName="baseline-logs",
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
    )
    cloudtrail.put_event_selectors(TrailName="baseline-trail", EventSelectors=[selector])
    _watch_errors(session, "ApiErrorRateInsight")
    cloudtrail.start_logging(Name="baseline-trail")
    return Made(
        "AWS::CloudTrail::Trail",
        "baseline-trail",
        {
            "CloudWatchLogsLogGroupArn": "",
            "EnableLogFileValidation": True,
            "EventSelectors": [{**selector, "ExcludeManagementEventSources": []}],
            "IncludeGlobalServiceEvents": True,
            "InsightSelectors": [{"InsightType": "ApiErrorRateInsight"}],
            "IsLogging": True,
            "IsMultiRegionTrail": True,
            "S3BucketName": "baseline-logs",
            "TrailName": "baseline-trail",
        },
    )


TRAIL_CHANGES: dict[str, Change] = {
    "IsLogging": lambda session, made: session.client("cloudtrail").stop_logging(
        Name=made.physical_id
    ),
    "IsMultiRegionTrail": lambda session, made: session.client("cloudtrail").update_trail(
        Name=made.physical_id, IsMultiRegionTrail=False
    ),
    "EventSelectors": lambda session, made: session.client("cloudtrail").put_event_selectors(
        TrailName=made.physical_id,
        EventSelectors=[{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True}],
    ),
    "InsightSelectors": lambda session, made: _watch_errors(session, "ApiCallRateInsight"),
}
