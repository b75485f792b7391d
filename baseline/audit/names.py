"""The principals and keys that patterns and queries speak of, with places for the account."""

from __future__ import annotations

BREAK_GLASS = "arn:<partition>:iam::<account>:role/<prefix>/break-glass"

LOG_READERS = tuple(
    f"arn:<partition>:iam::<account>:role/<prefix>/{name}" for name in ("administrator", "auditor")
)
"""The roles that are expected to read what the audit key encrypts.

No stack makes them: they are there where `examples/stack-sets/member-roles.yaml` is deployed.
"""

SERVICES = ("cloudtrail.amazonaws.com", "cloudwatch.amazonaws.com", "logs.*", "sns.amazonaws.com")
"""The AWS services that are expected to use the keys, as CloudTrail names them in `invokedBy`.

CloudWatch Logs is named with its region in a key's policy, so it may be in events.
"""

KEYS = ("<audit-key>", "<operations-key>")
"""The ARNs of the baseline's keys."""

CRYPTOGRAPHIC = ("Decrypt", "Encrypt", "GenerateDataKey*", "ReEncrypt*", "CreateGrant")
"""The events by which a key is used, or its use is handed on.

Source: AWS KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail", read 2026-11-24.
"""
