"""Reads log groups of CloudWatch Logs, their metric filters, and saved queries."""

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


def read_metric_filter(question: Question) -> Observed | None:
    """Read a metric filter by its name, in the template's group if there is one.

    Its id holds the name alone, or after the group's, as the service's identifier does.
    """
    name = question.physical_id.rpartition("|")[2]
    named = [
        each
        for each in question.clients.pages("logs", "describe_metric_filters", "metricFilters")
        if each["filterName"] == name
    ]
    group = question.desired.get("LogGroupName")
    named.sort(key=lambda each: each.get("logGroupName") != group)
    if not named:
        return None
    found = named[0]
    return Observed(
        properties={
            "FilterName": found["filterName"],
            "FilterPattern": found.get("filterPattern"),
            "LogGroupName": found.get("logGroupName"),
            "MetricTransformations": [
                {f"{key[0].upper()}{key[1:]}": value for key, value in each.items()}
                for each in found["metricTransformations"]
            ],
        }
    )


def read_query_definition(question: Question) -> Observed | None:
    """Read a saved query; the service lists all there are, page by page."""
    token: dict[str, str] = {}
    while True:
        page = question.clients["logs"].describe_query_definitions(**token)
        for each in page["queryDefinitions"]:
            if each["queryDefinitionId"] == question.physical_id:
                return Observed(
                    properties={
                        "LogGroupNames": each.get("logGroupNames", []),
                        "Name": each["name"],
                        "QueryString": each["queryString"],
                    },
                    attributes={"QueryDefinitionId": each["queryDefinitionId"]},
                )
        if not page.get("nextToken"):
            return None
        token = {"nextToken": page["nextToken"]}
