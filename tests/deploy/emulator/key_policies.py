"""Key policies that tests give to keys."""

from __future__ import annotations

from typing import Any

LOGS = {
    "Effect": "Allow",
    "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
    "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"],
    "Resource": "*",
}
"""Lets CloudWatch Logs use a key for itself."""


def policy(account: str, *more: dict[str, Any], **owner: Any) -> dict[str, Any]:
    """A key policy that leaves the key to its account, changed and added to."""
    statement = {
        "Sid": "Account",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Statement": [{**statement, **owner}, *more]}
