"""The key of what tells about the trail: the alarms' topic and the log group."""

from __future__ import annotations

from typing import Any

from constructs import Construct

from baseline.constructs.audit import key_policy
from baseline.constructs.audit.guarded_key import GuardedKey


def operations_key_alias(prefix: str) -> str:
    """Name the key."""
    return f"alias/{prefix}-operations"


class OperationsKey(GuardedKey):
    """Used by CloudWatch to publish alarms, and by CloudWatch Logs for this baseline's groups.

    A topic with AWS's own key for SNS takes no message of an alarm, hence a key of ours that names
    each publisher. There are no others: budgets write e-mails themselves.

    Source: Amazon SNS developer guide, "Enable compatibility between event sources from AWS
    services and encrypted topics"; CloudWatch Logs user guide, "Encrypt log data in CloudWatch
    Logs using AWS Key Management Service"; read 2026-11-24.
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
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            alias=operations_key_alias(prefix),
            description="Encrypts the alarms' topic and the log group of the trail.",
            policy=key_policy.document(
                key_policy.administered_by(partition, account_id),
                _cloudwatch_publishes(account_id),
                _logs_encrypt(partition, region, account_id, prefix),
                key_policy.ended_only_by(partition, prefix, [account_id]),
            ),
        )


def _cloudwatch_publishes(account_id: str) -> dict[str, Any]:
    return {
        "Sid": "CloudWatchPublishes",
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceAccount": account_id}},
    }


def _logs_encrypt(partition: str, region: str, account_id: str, prefix: str) -> dict[str, Any]:
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    group = f"arn:{partition}:logs:{region}:{account_id}:log-group:/{prefix}/*"
    return {
        "Sid": "CloudWatchLogsEncrypts",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{region}.{suffix}"},
        "Action": [
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        ],
        "Resource": "*",
        "Condition": {
            "ArnLike": {"kms:EncryptionContext:aws:logs:arn": group},
        },
    }
