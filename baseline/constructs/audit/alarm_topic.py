"""The topic that alarms are published to, and who gets its messages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from aws_cdk.aws_sns import CfnSubscription, CfnTopic, CfnTopicPolicy
from constructs import Construct


class AlarmTopic(Construct):
    """A topic for this baseline's alarms alone, encrypted with the operations key.

    Source: Amazon SNS developer guide, "Allow Amazon CloudWatch alarms to publish to an Amazon SNS
    topic", read 2026-11-24.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        partition: str,
        region: str,
        account_id: str,
        key_arn: str,
        emails: Sequence[str],
    ) -> None:
        super().__init__(scope, construct_id)
        topic = CfnTopic(self, "Topic", topic_name=f"{prefix}-alarms", kms_master_key_id=key_arn)
        self.arn = topic.ref
        alarms = f"arn:{partition}:cloudwatch:{region}:{account_id}:alarm:{prefix}-*"
        self.policy = CfnTopicPolicy(
            self,
            "Policy",
            topics=[topic.ref],
            policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    _deny_without_tls(topic.ref),
                    _alarms_publish(topic.ref, account_id, alarms),
                ],
            },
        )
        for email in emails:
            # Named by the address itself, so that the order of the list means nothing.
            digest = hashlib.sha256(email.encode()).hexdigest()[:8]
            CfnSubscription(
                self, f"Email{digest}", topic_arn=topic.ref, protocol="email", endpoint=email
            )


def _deny_without_tls(topic_arn: str) -> dict[str, Any]:
    return {
        "Sid": "DenyWithoutTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic_arn,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _alarms_publish(topic_arn: str, account_id: str, alarms: str) -> dict[str, Any]:
    return {
        "Sid": "AlarmsPublish",
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": topic_arn,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": account_id},
            "ArnLike": {"aws:SourceArn": alarms},
        },
    }
