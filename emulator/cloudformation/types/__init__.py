"""The resource types ministack lacks, as plain boto3 against the emulator's own endpoint."""

from __future__ import annotations

from typing import Any

from . import organizational_unit, policy

TYPES: dict[str, dict[str, Any]] = {
    "AWS::Organizations::OrganizationalUnit": organizational_unit.HANDLERS,
    "AWS::Organizations::Policy": policy.HANDLERS,
}
