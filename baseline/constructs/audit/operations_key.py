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

    CloudWatch Logs uses a key for itself, and on behalf of its callers: whoever makes an encrypted
    group must be let in as well. IAM decides which callers are, for these groups alone.

    A topic with AWS's own key for SNS takes no message of an alarm, hence a key of ours that names
    each publisher. There are no others: budgets write e-mails themselves.

    Source: Amazon SNS developer guide, "Enable compatibility between event sources from AWS
    services and encrypted topics"; CloudWatch Logs user guide, "Encrypt log data in CloudWatch
    Logs using AWS Key Management Service"; read 2026-11-24, its note on kms:ViaService 2026-11-30;
    landing-zone-accelerator-on-aws issue 768, whose callers were refused kms:Encrypt.
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
                _callers_use_through_logs(partition, region, account_id, prefix),
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


def logs_service(partition: str, region: str) -> str:
    """Name CloudWatch Logs of a region, as a principal and as whom a call to KMS comes through."""
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    return f"logs.{region}.{suffix}"


_USE = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]


def _of_our_groups(partition: str, region: str, account_id: str, prefix: str) -> dict[str, Any]:
    group = f"arn:{partition}:logs:{region}:{account_id}:log-group:/{prefix}/*"
    return {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": group}}


def _logs_encrypt(partition: str, region: str, account_id: str, prefix: str) -> dict[str, Any]:
    return {
        "Sid": "CloudWatchLogsEncrypts",
        "Effect": "Allow",
        "Principal": {"Service": logs_service(partition, region)},
        "Action": ["kms:DescribeKey", *_USE],
        "Resource": "*",
        "Condition": _of_our_groups(partition, region, account_id, prefix),
    }


def _callers_use_through_logs(
    partition: str, region: str, account_id: str, prefix: str
) -> dict[str, Any]:
    return {
        "Sid": "AccountUsesThroughLogs",
        "Effect": "Allow",
        "Principal": {"AWS": key_policy.root(partition, account_id)},
        "Action": _USE,
        "Resource": "*",
        "Condition": {
            **_of_our_groups(partition, region, account_id, prefix),
            "StringEquals": {"kms:ViaService": logs_service(partition, region)},
        },
    }
