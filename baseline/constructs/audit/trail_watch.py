"""What reads the trail's log group: alarms with their topic, and saved queries."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import Construct

from baseline.audit import ALARMS, QUERIES
from baseline.constructs.audit.alarm_topic import AlarmTopic
from baseline.constructs.audit.metric_alarms import MetricAlarms
from baseline.constructs.audit.saved_queries import SavedQueries
from baseline.constructs.audit.trail_log_group import TrailLogGroup


class TrailWatch(Construct):
    """Every alarm and every query there is, for one log group.

    Args:
        audit_key_arn: the key whose use is watched, beside the operations key itself.
        emails: who gets the topic's messages.
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
        log_group: TrailLogGroup,
        audit_key_arn: str,
        operations_key_arn: str,
        emails: Sequence[str],
    ) -> None:
        super().__init__(scope, construct_id)
        topic = AlarmTopic(
            self,
            "Topic",
            prefix=prefix,
            partition=partition,
            region=region,
            account_id=account_id,
            key_arn=operations_key_arn,
            emails=emails,
        )
        values = {
            "account": account_id,
            "audit-key": audit_key_arn,
            "operations-key": operations_key_arn,
            "partition": partition,
            "prefix": prefix,
        }
        group = log_group.group
        alarms = MetricAlarms(
            self,
            "Alarms",
            prefix=prefix,
            log_group=group,
            topic_arn=topic.arn,
            alarms=ALARMS,
            values=values,
        )
        # An alarm that rises at once must find a topic that takes it.
        alarms.node.add_dependency(topic.policy)
        SavedQueries(
            self, "Queries", prefix=prefix, log_group=group, queries=QUERIES, values=values
        )
