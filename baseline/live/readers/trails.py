"""Reads CloudTrail trails, and the setting that waits for their storage."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from baseline.live.failure import code
from baseline.live.observed import Observed, Question, State
from baseline.runtime.settings import audit_storage


def read_trail(question: Question) -> Observed:
    """Read a trail; that its deliveries arrive is told as states."""
    client = question.clients["cloudtrail"]
    trail = client.get_trail(Name=question.physical_id)["Trail"]
    arn = trail["TrailARN"]
    status = client.get_trail_status(Name=arn)
    return Observed(
        properties={
            "CloudWatchLogsLogGroupArn": trail.get("CloudWatchLogsLogGroupArn", ""),
            "CloudWatchLogsRoleArn": trail.get("CloudWatchLogsRoleArn", ""),
            "EnableLogFileValidation": trail.get("LogFileValidationEnabled"),
            "EventSelectors": _event_selectors(question, arn),
            "IncludeGlobalServiceEvents": trail.get("IncludeGlobalServiceEvents"),
            "InsightSelectors": _insight_selectors(question, arn),
            "IsLogging": status["IsLogging"],
            "IsMultiRegionTrail": trail.get("IsMultiRegionTrail"),
            "IsOrganizationTrail": trail.get("IsOrganizationTrail"),
            "KMSKeyId": trail.get("KmsKeyId"),
            "S3BucketName": trail["S3BucketName"],
            "S3KeyPrefix": trail.get("S3KeyPrefix"),
            "Tags": _tags(question, arn),
            "TrailName": trail["Name"],
        },
        attributes={"Arn": arn},
        states=(
            State("delivery to the bucket", "", status.get("LatestDeliveryError", "")),
            State(
                "delivery to CloudWatch Logs",
                "",
                status.get("LatestCloudWatchLogsDeliveryError", ""),
            ),
        ),
    )


def read_audit_storage(question: Question) -> Observed:
    """Read whether bucket and key answer, by what the setting itself reads."""
    found = audit_storage.read(question.clients.session, question.desired)
    return Observed(
        properties={
            "Bucket": found.get("Bucket"),
            "KeyAlias": question.desired["KeyAlias"] if "KeyArn" in found else None,
        },
        attributes={"KeyArn": found["KeyArn"]} if "KeyArn" in found else {},
        states=(State("key state", audit_storage.ENABLED, found.get("KeyState")),),
    )


def _event_selectors(question: Question, arn: str) -> list[dict[str, Any]]:
    """The selectors without the data resources that none of them has."""
    answer = question.clients["cloudtrail"].get_event_selectors(TrailName=arn)
    if answer.get("AdvancedEventSelectors"):
        return list(answer["AdvancedEventSelectors"])
    return [
        {"ExcludeManagementEventSources": []}
        | {key: value for key, value in each.items() if value or key != "DataResources"}
        for each in answer.get("EventSelectors", ())
    ]


def _insight_selectors(question: Question, arn: str) -> list[dict[str, Any]] | None:
    try:
        answer = question.clients["cloudtrail"].get_insight_selectors(TrailName=arn)
    except ClientError as error:
        # Source: CloudTrail API reference, GetInsightSelectors: so it says that there are none.
        if code(error) != "InsightNotEnabledException":
            raise
        return None
    return list(answer.get("InsightSelectors", ()))


def _tags(question: Question, arn: str) -> list[dict[str, str]]:
    answer = question.clients["cloudtrail"].list_tags(ResourceIdList=[arn])
    return [tag for each in answer["ResourceTagList"] for tag in each.get("TagsList", ())]
