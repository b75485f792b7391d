"""The section `contacts`: whom AWS reaches about every account, besides the root user."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms


class Contact(BaseModel):
    """A person or team that AWS reaches in every account, besides the root user's address.

    Source: AWS Account Management API reference, PutAlternateContact, as in botocore 1.43.106.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(
        min_length=1,
        max_length=64,
        pattern=forms.LABEL.pattern,
        description="Who it is: a person or, better, a team. 1 to 64 characters.",
    )
    title: str = Field(
        min_length=1,
        max_length=50,
        pattern=forms.LABEL.pattern,
        description="Their role in the company. 1 to 50 characters.",
    )
    email: str = Field(
        min_length=1,
        max_length=254,
        pattern=forms.CONTACT_EMAIL.pattern,
        description="Where AWS writes to. An e-mail address, at most 254 characters.",
    )
    phone: str = Field(
        min_length=1,
        max_length=25,
        pattern=forms.PHONE.pattern,
        description="Where AWS calls. Text in quotes: 1 to 25 digits, spaces and any of + - ( ).",
    )


class Contacts(BaseModel):
    """The alternate contacts of every account; one that is left out stays as it is in AWS."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    security: Contact | None = Field(
        default=None, description="Whom AWS tells about abuse, leaked keys and vulnerabilities."
    )
    operations: Contact | None = Field(
        default=None, description="Whom AWS tells about planned changes and failing services."
    )
    billing: Contact | None = Field(
        default=None, description="Whom AWS tells about invoices and payments."
    )
