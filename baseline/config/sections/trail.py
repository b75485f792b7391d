"""The sections `trail` and `log_archive`: what is recorded, who is told, how long it is kept."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms

LOG_GROUP_RETENTIONS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""Source: CloudWatch Logs API reference, PutRetentionPolicy, as in botocore 1.43.106."""

MINIMUM_RETENTION_DAYS = 365
"""Source: PCI DSS 4.0.1, requirement 10.5.1: at least 12 months of audit log history."""

DEFAULT_RETENTION_DAYS = 2_555
"""Seven years, which is what most rules on keeping business records ask for at most."""

_Email = Annotated[str, Field(min_length=1, max_length=254, pattern=forms.CONTACT_EMAIL.pattern)]


class Trail(BaseModel):
    """What becomes of the events that the organization's trail records."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    cloudwatch_logs: bool = Field(
        default=True,
        description="Whether events also go to CloudWatch Logs, where filters, alarms and queries "
        "see them within minutes. About 0.50 USD a GB; without it there is none of these. Switched "
        "off, the log group, the key and its alias stay in AWS; delete them there before it is "
        "switched on again.",
    )
    log_group_retention_days: int = Field(
        default=365,
        ge=1,
        le=3653,
        description="How long the log group keeps events for queries; the bucket keeps them "
        "longer. 1 to 3653 days, one of the periods that CloudWatch Logs knows.",
    )
    insights: bool = Field(
        default=False,
        description="Whether CloudTrail looks for unusual rates of calls and errors. About 0.35 "
        "USD for each 100,000 events and kind.",
    )
    emails: tuple[_Email, ...] = Field(
        default=(),
        strict=False,
        max_length=10,
        description="Who is told about alarms. At most 10 e-mail addresses; each gets a message "
        "from AWS and must confirm it.",
    )


class ObjectLock(BaseModel):
    """For how long nobody can delete or overwrite what was logged.

    Source: Amazon S3 API reference, DefaultRetention; S3 user guide, "Object Lock
    considerations": at most 100 years (36,500 days), read 2026-11-24.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    mode: Literal["governance", "compliance"] = Field(
        description="Whether those with a special permission can end it early (governance) or "
        "nobody, root and AWS included (compliance)."
    )
    days: int = Field(
        ge=1,
        le=36_500,
        description="How long each file is locked. 1 to 36500 days, at most the retention.",
    )
    irreversible: Literal["accepted"] | None = Field(
        default=None,
        description="Write accepted here for the mode compliance, which cannot be taken back.",
    )


class LogArchive(BaseModel):
    """How long the trail's files are kept, and whether they are locked meanwhile."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    retention_days: int = Field(
        default=DEFAULT_RETENTION_DAYS,
        ge=MINIMUM_RETENTION_DAYS,
        le=36_500,
        description="After how long the bucket deletes what was logged. 365 to 36500 days.",
    )
    object_lock: ObjectLock | None = Field(
        default=None,
        description="S3 Object Lock on the log bucket, or none. S3 never takes it off a bucket "
        "that had it; what is locked stays so.",
    )
