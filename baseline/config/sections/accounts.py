"""The key `accounts`: who the members of the organization are."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms


class Account(BaseModel):
    """A member account: created when no account has its e-mail address, adopted when one has.

    Source: AWS Organizations API reference, CreateAccount, as in botocore 1.43.106.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(
        min_length=1,
        max_length=50,
        pattern=forms.ACCOUNT_NAME.pattern,
        description="What people call the account. 1 to 50 printable ASCII characters, used once.",
    )
    email: str = Field(
        min_length=6,
        max_length=64,
        pattern=forms.ACCOUNT_EMAIL.pattern,
        description="The root user's address, and what tells accounts apart: used once, in all "
        "of AWS. 6 to 64 characters.",
    )
    unit: str = Field(description="The key of the unit that the account belongs to.")
