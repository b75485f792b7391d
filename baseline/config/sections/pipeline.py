"""The section `pipeline`: which workflows of which repository may compare and deploy."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms


class Pipeline(BaseModel):
    """The one repository on GitHub whose workflows get roles, without any stored secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    repository: str = Field(
        max_length=160,
        pattern=forms.REPOSITORY.pattern,
        description="The repository as it stands in the subject of GitHub's tokens: 'owner/name', "
        "or 'owner@id/name@id' where the repository has immutable subjects. Upper and lower case "
        "count. At most 160 characters.",
    )
    environment: str = Field(
        default="production",
        max_length=100,
        pattern=forms.ENVIRONMENT.pattern,
        description="The GitHub environment that a job must run in to deploy; its reviewers and "
        "branches are set there. 1 to 100 letters, digits, dots, underscores and hyphens.",
    )
    branch: str = Field(
        default="main",
        max_length=100,
        pattern=forms.BRANCH.pattern,
        description="The branch whose jobs may compare, beside those of pull requests. 1 to 100 "
        "letters, digits, dots, underscores, hyphens and slashes.",
    )
    existing_provider: bool = Field(
        default=False,
        description="Whether the account has GitHub's identity provider already, managed "
        "elsewhere; AWS takes only one.",
    )
