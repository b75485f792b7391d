"""What counts events of a log group, and who is told."""

from __future__ import annotations

import json
from typing import Any

from boto3 import Session

from tests.live.readers.case import Change, Made
from tests.live.readers.iam_cases import OTHER_TAGS, TAGS

GROUP, NAME = "its-log", "baseline-root-use"
TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms"
_TRANSFORMATION = {"metricName": NAME, "metricNamespace": "baseline", "metricValue": "1"}
_ALARM: dict[str, Any] = {
    "AlarmName": NAME,
    "AlarmActions": [TOPIC],
    "AlarmDescription": "Somebody acted as root.",
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "EvaluationPeriods": 1,
    "MetricName": NAME,
    "Namespace": "baseline",
    "Period": 300,
    "Statistic": "Sum",
    "Threshold": 1.0,
    "TreatMissingData": "notBreaching",
}


def make_alarm(session: Session) -> Made:
    """Create an alarm."""
    session.client("cloudwatch").put_metric_alarm(**_ALARM, Tags=TAGS)
    return Made("AWS::CloudWatch::Alarm", NAME, {**_ALARM, "Threshold": 1, "Tags": TAGS})


def _put_alarm(session: Session, **other: Any) -> None:
    session.client("cloudwatch").put_metric_alarm(**{**_ALARM, **other})


ALARM_CHANGES: dict[str, Change] = {
    "AlarmActions": lambda session, made: _put_alarm(session, AlarmActions=[]),
    "AlarmDescription": lambda session, made: _put_alarm(session, AlarmDescription="Nothing."),
    "Threshold": lambda session, made: _put_alarm(session, Threshold=100),
    "Statistic": lambda session, made: _put_alarm(session, Statistic="Minimum"),
}


def make_metric_filter(session: Session) -> Made:
    """Create a metric filter beside another whose name starts alike."""
    logs = session.client("logs")
    logs.create_log_group(logGroupName=GROUP)
    _put_filter(session, NAME)
    _put_filter(session, f"{NAME}-of-old", filterPattern='{ $.eventName = "B" }')
    return Made(
        "AWS::Logs::MetricFilter",
        NAME,
        {
            "FilterName": NAME,
            "FilterPattern": '{ $.eventName = "A" }',
            "LogGroupName": GROUP,
            "MetricTransformations": [
                {"MetricName": NAME, "MetricNamespace": "baseline", "MetricValue": "1"}
            ],
        },
    )


def _put_filter(session: Session, name: str, **other: Any) -> None:
    given = {
        "filterPattern": '{ $.eventName = "A" }',
        "metricTransformations": [_TRANSFORMATION],
        **other,
    }
    # The services in memory keep a filter beside the one that takes its place.
    session.client("logs").delete_metric_filter(logGroupName=GROUP, filterName=name)
    session.client("logs").put_metric_filter(logGroupName=GROUP, filterName=name, **given)


FILTER_CHANGES: dict[str, Change] = {
    "FilterPattern": lambda session, made: _put_filter(
        session, NAME, filterPattern='{ $.eventName = "B" }'
    ),
    "MetricTransformations": lambda session, made: _put_filter(
        session, NAME, metricTransformations=[{**_TRANSFORMATION, "metricValue": "0"}]
    ),
}


def _policy(account: str) -> dict[str, Any]:
    statement = {
        "Sid": "One",
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": TOPIC,
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_topic(session: Session) -> Made:
    """Create a topic with a key."""
    session.client("sns").create_topic(
        Name="alarms", Tags=TAGS, Attributes={"KmsMasterKeyId": "alias/operations"}
    )
    return Made(
        "AWS::SNS::Topic",
        TOPIC,
        {"KmsMasterKeyId": "alias/operations", "Tags": TAGS, "TopicName": "alarms"},
    )


def _set_topic(session: Session, name: str, value: str) -> None:
    session.client("sns").set_topic_attributes(
        TopicArn=TOPIC, AttributeName=name, AttributeValue=value
    )


TOPIC_CHANGES: dict[str, Change] = {
    "KmsMasterKeyId": lambda session, made: _set_topic(session, "KmsMasterKeyId", ""),
    "Tags": lambda session, made: session.client("sns").tag_resource(
        ResourceArn=TOPIC, Tags=OTHER_TAGS
    ),
}


def make_topic_policy(session: Session) -> Made:
    """Create a topic with a policy."""
    make_topic(session)
    _set_topic(session, "Policy", json.dumps(_policy("123456789012")))
    return Made(
        "AWS::SNS::TopicPolicy",
        "its-policy",
        {"PolicyDocument": _policy("123456789012"), "Topics": [TOPIC]},
    )


def open_topic(session: Session) -> None:
    """Let another account publish."""
    _set_topic(session, "Policy", json.dumps(_policy("444455556666")))


def make_subscription(session: Session) -> Made:
    """Subscribe somebody, and somebody else, to a topic."""
    make_topic(session)
    sns = session.client("sns")
    for email in ("other@example.com", "security@example.com"):
        sns.subscribe(TopicArn=TOPIC, Protocol="email", Endpoint=email)
    return Made(
        "AWS::SNS::Subscription",
        f"{TOPIC}:1",
        {"Endpoint": "security@example.com", "Protocol": "email", "TopicArn": TOPIC},
    )
