"""Reads CloudWatch log groups."""

from __future__ import annotations

from baseline.live.observed import Observed, Question


def read_log_group(question: Question) -> Observed | None:
    """Read a log group; the service finds groups by the start of their names."""
    groups = question.clients.pages(
        "logs",
        "describe_log_groups",
        "logGroups",
        logGroupNamePrefix=question.physical_id,
    )
    group = next((each for each in groups if each["logGroupName"] == question.physical_id), None)
    if group is None:
        return None
    # The group's ARN ends in ":*" where it stands for its streams; tags belong to the group.
    tagged = group["arn"].removesuffix(":*")
    return Observed(
        properties={
            "KmsKeyId": group.get("kmsKeyId"),
            "LogGroupClass": group.get("logGroupClass"),
            "LogGroupName": group["logGroupName"],
            "RetentionInDays": group.get("retentionInDays"),
            "Tags": question.clients["logs"].list_tags_for_resource(resourceArn=tagged)["tags"],
        },
        attributes={"Arn": f"{tagged}:*"},
    )
