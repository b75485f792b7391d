"""Reads alarms of CloudWatch and the topics they are published to."""

from __future__ import annotations

import json
from typing import Any

from baseline.live.compare import plain
from baseline.live.observed import Observed, Question


def read_alarm(question: Question) -> Observed | None:
    """Read a metric alarm."""
    client, name = question.clients["cloudwatch"], question.physical_id
    alarms = client.describe_alarms(AlarmNames=[name], AlarmTypes=["MetricAlarm"])["MetricAlarms"]
    if not alarms:
        return None
    alarm = alarms[0]
    names = (
        *("ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName", "Dimensions"),
        *("ComparisonOperator", "DatapointsToAlarm", "EvaluationPeriods"),
        "InsufficientDataActions",
        *("MetricName", "Namespace", "OKActions", "Period", "Statistic", "Threshold"),
        *("TreatMissingData", "Unit"),
    )
    tags = client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
    return Observed(
        properties={**{each: alarm.get(each) for each in names}, "Tags": tags},
        attributes={"Arn": alarm["AlarmArn"]},
    )


def read_topic(question: Question) -> Observed:
    """Read a topic and its tags."""
    client, arn = question.clients["sns"], question.physical_id
    found = client.get_topic_attributes(TopicArn=arn)["Attributes"]
    return Observed(
        properties={
            "DisplayName": found.get("DisplayName") or None,
            "KmsMasterKeyId": found.get("KmsMasterKeyId"),
            "Tags": client.list_tags_for_resource(ResourceArn=arn)["Tags"],
            "TopicName": arn.rpartition(":")[2],
        },
        attributes={"TopicArn": arn, "TopicName": arn.rpartition(":")[2]},
    )


def read_topic_policy(question: Question) -> Observed:
    """Read the policy of a template's topics, which has no name of its own in SNS.

    With several topics that do not agree, each one's policy is told.
    """
    topics = question.desired["Topics"]
    policies = [
        json.loads(
            question.clients["sns"].get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"]
        )
        for arn in topics
    ]
    agree = all(each == policies[0] for each in policies)
    return Observed(
        properties={"PolicyDocument": policies[0] if agree else policies, "Topics": topics}
    )


def read_subscription(question: Question) -> Observed | None:
    """Read a subscription, by whom it is for: until it is confirmed it has no ARN."""
    desired = question.desired
    found = question.clients.pages(
        "sns", "list_subscriptions_by_topic", "Subscriptions", TopicArn=desired["TopicArn"]
    )
    wanted = (desired["Protocol"], desired["Endpoint"])
    for each in found:
        if (each["Protocol"], each["Endpoint"]) == wanted:
            return Observed(
                properties={name: each[name] for name in ("Endpoint", "Protocol", "TopicArn")},
                attributes={"Arn": each["SubscriptionArn"]},
            )
    return None


def as_number(value: Any) -> Any:
    """Write a number that may have a fraction the same way whether it has one or not."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return plain(value)
