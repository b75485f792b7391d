"""The models of `baseline.yaml`: every key with its type, unit, bounds, default and meaning.

The models hold what one key alone can break. What takes two keys, or knowledge of the world
outside the file, is in `rules`; `load` is the only door that applies both.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms
from baseline.config.frozen import FrozenTexts
from baseline.config.regions import partition_by_region
from baseline.config.sections.access import Access
from baseline.config.sections.accounts import Account
from baseline.config.sections.billing import Billing
from baseline.config.sections.contacts import Contacts
from baseline.config.sections.exempt_roles import MOST, ExemptRole
from baseline.config.sections.pipeline import Pipeline
from baseline.config.sections.rollout import Declarative, ResourceControls, Stage
from baseline.config.sections.tags import Tags
from baseline.config.sections.trail import LogArchive, Trail
from baseline.config.sections.units import Guardrails, PlacedUnit, Unit, placed

ROOT = "root"
"""The name of the organization's root among the targets of guardrails; no unit's key."""

CORE_GUARDRAILS = (
    "deny_leave_organization",
    "deny_member_root_user",
    "protect_baseline_roles",
    "protect_audit_trail",
    "protect_log_bucket",
    "protect_audit_keys",
    "protect_account_settings",
    "deny_region_opt_in",
    "protect_trusted_access",
    "protect_baseline_resources",
    "protect_detection",
)
"""What every member account needs from its first minute, so it stands at the root."""


class Config(BaseModel):
    """Everything a company decides about its landing zone."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    tryout: bool = Field(
        default=False,
        description="Whether this file is for trying out: every e-mail address is then of an "
        "example domain, and AWS itself is refused as a place to deploy to.",
    )
    prefix: str = Field(
        default="baseline",
        min_length=2,
        max_length=16,
        pattern=forms.PREFIX.pattern,
        description="Starts the name of everything the baseline creates. 2 to 16 lower-case "
        "letters, digits and single hyphens. Nothing of yours may begin with it: guardrails keep "
        "accounts from touching stacks, functions and the like whose names do. Fixed after the "
        "first deploy.",
    )
    home_region: str = Field(
        description="The AWS region the stacks live in. Fixed after the first deploy."
    )
    allowed_regions: tuple[str, ...] = Field(
        strict=False,
        min_length=1,
        description="The AWS regions in which the guardrail deny_other_regions lets accounts "
        "work. At least 1, the home region among them.",
    )
    tags: Tags = Field(
        default=FrozenTexts({}),
        max_length=40,
        description="Tags on everything the baseline creates. At most 40; keys of 1 to 127 and "
        "values of 1 to 255 characters.",
    )
    new_accounts_per_deploy: int = Field(
        default=10,
        ge=1,
        le=50,
        description="How many accounts one deploy creates at most; the next deploy goes on. "
        "1 to 50 accounts.",
    )
    guardrails: Guardrails = Field(
        default=CORE_GUARDRAILS,
        description="The guardrails at the root: they hold in every member account, whichever "
        "unit it is in.",
    )
    exempt_roles: tuple[ExemptRole, ...] = Field(
        default=(),
        strict=False,
        max_length=MOST,
        description="Roles of member accounts that some guardrails spare. At most 5.",
    )
    units: tuple[Unit, ...] = Field(
        strict=False, description="The organizational units right below the root."
    )
    accounts: tuple[Account, ...] = Field(
        default=(),
        strict=False,
        description="The member accounts to create or adopt. None is ever closed.",
    )
    contacts: Contacts = Field(
        default=Contacts(), description="The alternate contacts of every account."
    )
    trail: Trail = Field(
        default=Trail(), description="What becomes of the events of the organization's trail."
    )
    log_archive: LogArchive = Field(
        default=LogArchive(), description="How long the trail's files are kept, and how safely."
    )
    access: Access = Field(
        default=Access(), description="Who gets into the management account, and how."
    )
    billing: Billing = Field(
        default=Billing(), description="How costs are reported, and who is told about them."
    )
    pipeline: Pipeline | None = Field(
        default=None,
        description="The repository whose workflows may compare and deploy, or none for no "
        "pipeline.",
    )

    rollout: Stage = Field(
        default="staging",
        description="Where resource_controls and declarative hold: in the unit with the key "
        "policy-staging (staging), or in every account (everywhere).",
    )
    resource_controls: ResourceControls = Field(
        default=ResourceControls(),
        description="Whom resource control policies keep away from what member accounts hold.",
    )
    declarative: Declarative = Field(
        default=Declarative(),
        description="What AWS keeps as declared in every account and region.",
    )

    @property
    def partition(self) -> str:
        """The AWS partition of the home region: `aws`, `aws-us-gov` or `aws-cn`."""
        return partition_by_region()[self.home_region]

    def placed_units(self) -> tuple[PlacedUnit, ...]:
        """List every unit with its place: a parent before its children, in the file's order."""
        return tuple(placed(self.units, None))

    def guardrails_by_target(self) -> dict[str, tuple[str, ...]]:
        """List the guardrails of the root and of each unit key, in the order of the tree."""
        by_unit = {each.unit.key: each.unit.guardrails for each in self.placed_units()}
        return {ROOT: self.guardrails} | by_unit
