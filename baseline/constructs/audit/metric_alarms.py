"""The alarms on the trail's log group: for each a filter that counts events, and an alarm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk.aws_cloudwatch import CfnAlarm
from aws_cdk.aws_logs import CfnLogGroup, CfnMetricFilter
from constructs import Construct

from baseline.audit import Alarm
from baseline.audit.model import fill
from baseline.constructs.logical_id import pascal_case

PERIOD_SECONDS = 300


class MetricAlarms(Construct):
    """Raises each alarm when its pattern matched often enough in five minutes.

    Args:
        topic_arn: where an alarm is published to.
        values: what the patterns leave open, by the name it has there.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        log_group: CfnLogGroup,
        topic_arn: str,
        alarms: Sequence[Alarm],
        values: Mapping[str, str],
    ) -> None:
        super().__init__(scope, construct_id)
        log_group_name = log_group.ref
        for alarm in alarms:
            name = f"{prefix}-{alarm.name}"
            CfnMetricFilter(
                self,
                f"{pascal_case(alarm.name)}Filter",
                filter_name=name,
                filter_pattern=fill(alarm.pattern, values),
                log_group_name=log_group_name,
                metric_transformations=[
                    CfnMetricFilter.MetricTransformationProperty(
                        metric_name=name, metric_namespace=prefix, metric_value="1"
                    )
                ],
            )
            CfnAlarm(
                self,
                f"{pascal_case(alarm.name)}Alarm",
                alarm_name=name,
                alarm_description=alarm.message(prefix),
                alarm_actions=[topic_arn],
                comparison_operator="GreaterThanOrEqualToThreshold",
                evaluation_periods=1,
                metric_name=name,
                namespace=prefix,
                period=PERIOD_SECONDS,
                statistic="Sum",
                threshold=alarm.threshold,
                treat_missing_data="notBreaching",
            )
