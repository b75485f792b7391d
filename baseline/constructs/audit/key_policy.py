"""What the policies of the baseline's keys have in common.

Service control policies do not bind the management account, so a key there guards itself:
- IAM of the key's account administers it, but that gives nobody the use of it. The account is
  named, not a role, so that the key never locks its deploying role out; AWS refuses a policy after
  which the caller could not change it again.
- Nobody but the break-glass role disables it or schedules its deletion. Changing the policy is
  never denied, for the same reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:Get*",
    "kms:List*",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
"""Every call about a key, none with it; kms:CreateGrant hands its use on, so it is not here.

Source: AWS KMS developer guide, "Key policies", "Allows key administrators to administer the KMS
key", and "AWS KMS permissions", read 2026-11-24.
"""

ENDING = ("kms:DisableKey", "kms:ScheduleKeyDeletion")
"""The calls after which what the key encrypts cannot be read."""


def root(partition: str, account: str) -> str:
    """Name an account as a principal, whose IAM policies then decide."""
    return f"arn:{partition}:iam::{account}:root"


def administered_by(partition: str, account: str) -> dict[str, Any]:
    """Let IAM of `account` administer the key, and nobody use it."""
    return {
        "Sid": "AccountAdministers",
        "Effect": "Allow",
        "Principal": {"AWS": root(partition, account)},
        "Action": list(ADMINISTRATION),
        "Resource": "*",
    }


def ended_only_by(partition: str, prefix: str, accounts: Sequence[str]) -> dict[str, Any]:
    """Keep everybody from ending the key but the break-glass role of one of `accounts`."""
    return {
        "Sid": "DenyEndingButBreakGlass",
        "Effect": "Deny",
        "Principal": "*",
        "Action": list(ENDING),
        "Resource": "*",
        "Condition": {
            "ArnNotLike": {
                "aws:PrincipalArn": [
                    f"arn:{partition}:iam::{account}:role/{prefix}/break-glass"
                    for account in accounts
                ]
            }
        },
    }


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    """Write a key policy."""
    return {"Version": "2012-10-17", "Statement": list(statements)}
