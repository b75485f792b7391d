"""The list `exempt_roles`: who must do what a guardrail denies to everybody else."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms

MOST = 5
"""How many roles may be exempt: each one more is a door more, and some characters of a policy."""


class ExemptRole(BaseModel):
    """A role under the baseline's path in member accounts, and the guardrails that spare it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(
        pattern=forms.EXEMPT_ROLE.pattern,
        description="The role's name; its path is /prefix/. 2 to 64 lower-case letters, digits "
        "and hyphens.",
    )
    guardrails: tuple[str, ...] = Field(
        strict=False,
        min_length=1,
        description="The guardrails that spare it. At least 1 guardrail.",
    )
