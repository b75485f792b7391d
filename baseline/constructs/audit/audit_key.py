"""The key that encrypts what the organization's trail logs."""

from __future__ import annotations

from typing import Any

from constructs import Construct

from baseline.constructs.audit import key_policy
from baseline.constructs.audit.guarded_key import GuardedKey

CLOUDTRAIL = "cloudtrail.amazonaws.com"
CONTEXT = "kms:EncryptionContext:aws:cloudtrail:arn"


def audit_key_alias(prefix: str) -> str:
    """Name the key, for whoever looks it up from another stack or account."""
    return f"alias/{prefix}-audit"


class AuditKey(GuardedKey):
    """Encrypts for the one trail, decrypts for whom IAM of these accounts makes a log reader.

    Takes nothing but texts, so that it also stands in the template of a member account, where they
    are parameters.

    Source: AWS CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail", read
    2026-11-24. CloudTrail needs no Decrypt here, because the bucket has no S3 Bucket Key.

    Args:
        account_id: the account the key stands in.
        management_account_id: the organization's management account, which owns the trail.
        trail_arn: the ARN that the trail has, or will have.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        partition: str,
        account_id: str,
        management_account_id: str,
        trail_arn: str,
    ) -> None:
        # A dict keeps the order and names one account once.
        accounts = list(dict.fromkeys((account_id, management_account_id)))
        super().__init__(
            scope,
            construct_id,
            alias=audit_key_alias(prefix),
            description="Encrypts what the organization's trail logs.",
            policy=key_policy.document(
                key_policy.administered_by(partition, account_id),
                _cloudtrail_encrypts(partition, management_account_id, trail_arn),
                _cloudtrail_looks(trail_arn),
                _readers_decrypt([key_policy.root(partition, each) for each in accounts]),
                key_policy.ended_only_by(partition, prefix, accounts),
            ),
        )


def _cloudtrail_encrypts(
    partition: str, management_account_id: str, trail_arn: str
) -> dict[str, Any]:
    return {
        "Sid": "CloudTrailEncrypts",
        "Effect": "Allow",
        "Principal": {"Service": CLOUDTRAIL},
        "Action": "kms:GenerateDataKey*",
        "Resource": "*",
        "Condition": {
            "StringEquals": {"aws:SourceArn": trail_arn},
            "StringLike": {
                CONTEXT: f"arn:{partition}:cloudtrail:*:{management_account_id}:trail/*"
            },
        },
    }


def _cloudtrail_looks(trail_arn: str) -> dict[str, Any]:
    return {
        "Sid": "CloudTrailDescribes",
        "Effect": "Allow",
        "Principal": {"Service": CLOUDTRAIL},
        "Action": "kms:DescribeKey",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceArn": trail_arn}},
    }


def _readers_decrypt(principals: list[str]) -> dict[str, Any]:
    """Only what CloudTrail encrypted: everything else has no trail in its context."""
    return {
        "Sid": "LogReadersDecrypt",
        "Effect": "Allow",
        "Principal": {"AWS": principals},
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Condition": {"Null": {CONTEXT: "false"}},
    }
