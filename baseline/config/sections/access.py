"""The section `access`: who gets into the management account, and how."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

GROUPS = ("administrators", "developers", "auditors", "billing")
"""Every group there is, which is what a configuration has by default."""


class PasswordPolicy(BaseModel):
    """What the password of an IAM user must be like; every kind of character is required too.

    Source: IAM API reference, UpdateAccountPasswordPolicy, as in botocore 1.43.106 (6 to 128
    characters, 1 to 24 passwords, 1 to 1095 days); CIS AWS Foundations Benchmark 7.0.0, 2.8 and 2.9
    (at least 14 characters, 24 passwords).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    minimum_length: int = Field(
        default=14,
        ge=14,
        le=128,
        description="How many characters a password has at least. 14 to 128 characters.",
    )
    reuse_prevention: int = Field(
        default=24,
        ge=1,
        le=24,
        description="How many earlier passwords cannot be used again. 1 to 24 passwords.",
    )
    maximum_age_days: int | None = Field(
        default=None,
        ge=1,
        le=1095,
        description="After how many days a password must be changed; none, the default, for "
        "never. 1 to 1095 days.",
    )


class Access(BaseModel):
    """The groups of people, their passwords, and who watches what is shared outside."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    groups: tuple[str, ...] = Field(
        default=GROUPS,
        strict=False,
        description="The IAM groups to create; people are added to them by hand. One that is left "
        "out later stays in AWS; delete it there before it is named again.",
    )
    first_login_password_change: bool = Field(
        default=False,
        description="Whether a user may change their own password before they have MFA, which "
        "the first sign-in with a password set by an administrator asks for.",
    )
    password_policy: PasswordPolicy = Field(
        default=PasswordPolicy(), description="What the passwords of IAM users must be like."
    )
    analyzer: Literal["managed", "existing", "none"] = Field(
        default="managed",
        description="The IAM Access Analyzer of the organization: created here, there already and "
        "managed elsewhere, or none.",
    )
