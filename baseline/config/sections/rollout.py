"""The keys `rollout`, `resource_controls` and `declarative`: what can break what runs already."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms
from baseline.guardrails.declarative import Declared, StandardTag

STAGING_UNIT = "policy-staging"
"""The key of the unit in which policies are tried before they hold everywhere."""

DEFAULT_RESOURCE_GUARDRAILS = (
    "deny_insecure_transport",
    "deny_outside_identities",
    "deny_confused_deputy",
)

Stage = Literal["staging", "everywhere"]

_AccountId = Annotated[str, Field(pattern=forms.ACCOUNT_ID.pattern)]
_TagValue = Annotated[str, Field(min_length=1, max_length=256, pattern=forms.TAG_TEXT.pattern)]


class ResourceControls(BaseModel):
    """Who may not reach what member accounts hold, wherever they come from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    guardrails: tuple[str, ...] = Field(
        default=DEFAULT_RESOURCE_GUARDRAILS,
        strict=False,
        description="The resource control guardrails; [] for none.",
    )
    partner_accounts: tuple[_AccountId, ...] = Field(
        default=(),
        strict=False,
        max_length=100,
        description="Accounts outside the organization that resources are shared with on purpose. "
        "At most 100 account ids of 12 digits, each in quotes.",
    )
    load_balancer_logs: bool = Field(
        default=False,
        description="Whether load balancers may write access logs to buckets whose policy names "
        "the account of AWS for their region. It is for regions opened before August 2022.",
    )


class TagRule(BaseModel):
    """A tag as it is to be written.

    Source: AWS Organizations user guide, Tag policy syntax, read 2026-11-24.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str = Field(
        min_length=1,
        max_length=128,
        pattern=forms.TAG_TEXT.pattern,
        description="The tag's key in its right case. 1 to 128 characters.",
    )
    values: tuple[_TagValue, ...] = Field(
        default=(),
        strict=False,
        max_length=100,
        description="The values it may have; [] for any. At most 100 of 1 to 256 characters.",
    )


class Declarative(BaseModel):
    """What AWS keeps as declared in every account and region; no account can change it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    require_imdsv2: bool = Field(
        default=True,
        description="Whether new EC2 instances ask for a session token before they show the "
        "credentials of their role.",
    )
    enforce_imdsv2: bool = Field(
        default=False,
        description="Whether no EC2 instance starts that does not ask so, whatever its launch "
        "says. Only with require_imdsv2.",
    )
    block_serial_console: bool = Field(
        default=True, description="Whether the EC2 serial console is kept off."
    )
    block_public_images: bool = Field(
        default=True, description="Whether no machine image can be made public."
    )
    block_public_snapshots: bool = Field(
        default=True, description="Whether no EBS snapshot is public."
    )
    block_vpc_public_access: Literal["ingress", "bidirectional"] | None = Field(
        default=None,
        description="Whether internet gateways let nothing in (ingress), or nothing in or out "
        "(bidirectional), but where a VPC or subnet is excluded; or neither.",
    )
    block_public_buckets: bool = Field(default=True, description="Whether no S3 bucket is public.")
    opt_out_of_ai_services: bool = Field(
        default=True,
        description="Whether AWS's AI services keep nothing of what they are given to improve "
        "themselves.",
    )
    standard_tags: tuple[TagRule, ...] = Field(
        default=(),
        strict=False,
        max_length=50,
        description="How tags are to be written; what is not is reported, never refused. At most "
        "50 tags.",
    )

    def declared(self) -> Declared:
        """Take the values as the policies are written with them."""
        tags = tuple(StandardTag(each.key, each.values) for each in self.standard_tags)
        return Declared(
            require_imdsv2=self.require_imdsv2,
            enforce_imdsv2=self.enforce_imdsv2,
            block_serial_console=self.block_serial_console,
            block_public_images=self.block_public_images,
            block_public_snapshots=self.block_public_snapshots,
            block_vpc_public_access=self.block_vpc_public_access,
            block_public_buckets=self.block_public_buckets,
            opt_out_of_ai_services=self.opt_out_of_ai_services,
            standard_tags=tags,
        )
