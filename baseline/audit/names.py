"""The principals and keys that patterns and queries speak of, with places for the account."""

from __future__ import annotations

BREAK_GLASS = "arn:<partition>:iam::<account>:role/<prefix>/break-glass"

LOG_READERS = tuple(
    f"arn:<partition>:iam::<account>:role/<prefix>/{name}" for name in ("administrator", "auditor")
)
"""The roles that are expected to read what the audit key encrypts.

No stack makes them: they are there where `examples/stack-sets/member-roles.yaml` is deployed.
"""

DELIVERY = "arn:<partition>:iam::<account>:*/trail-to-logs"
"""CloudTrail's role for the log group, on whose behalf CloudWatch Logs may use its key.

Its path is left out for room: an account has one role of a name, whatever the path.
"""

SERVICES = ("cloudtrail*", "cloudwatch*", "logs*", "sns*")
"""The AWS services that are expected to use the keys, as CloudTrail names them in `invokedBy`.

CloudWatch Logs is named with its region in a key's policy, so it may be in events.
"""

KEYS = ("<audit-key>", "<operations-key>")
"""The ARNs of the baseline's keys."""

CRYPTOGRAPHIC = ("*crypt*", "*DataKey*", "CreateGrant")
"""The events by which a key is used, or its use is handed on: Decrypt, Encrypt, ReEncrypt and the
forms of GenerateDataKey.

Source: AWS KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail", read 2026-11-24.
"""
