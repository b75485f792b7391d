"""The models of `baseline.yaml`: every key with its type, unit, bounds, default and meaning.

The models hold what one key alone can break. What takes two keys, or knowledge of the world
outside the file, is in `rules`; `load` is the only door that applies both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from baseline.config import forms
from baseline.config.frozen import FrozenTexts
from baseline.config.regions import partition_by_region
from baseline.config.sections.access import Access
from baseline.config.sections.billing import Billing
from baseline.config.sections.contacts import Contacts
from baseline.config.sections.exempt_roles import MOST, ExemptRole
from baseline.config.sections.pipeline import Pipeline
from baseline.config.sections.rollout import Declarative, ResourceControls, Stage
from baseline.config.sections.trail import LogArchive, Trail

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


class _Frozen(BaseModel):
    """A model that nobody can change and that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_Texts = Mapping[
    Annotated[str, Field(min_length=1, max_length=127)],
    Annotated[str, Field(min_length=1, max_length=255)],
]
"""Source: CloudFormation registry schemas in cfn-lint 1.58.0: IAM Access Analyzer takes keys of
127 and values of 255 characters at most, CloudWatch alarms no empty value."""
Guardrails = Annotated[tuple[str, ...], Field(strict=False)]
Tags = Annotated[
    _Texts,
    AfterValidator(FrozenTexts),
    PlainSerializer(dict, return_type=dict[str, str]),
]


class Account(_Frozen):
    """A member account: created when no account has its e-mail address, adopted when one has.

    Source: AWS Organizations API reference, CreateAccount, as in botocore 1.43.106.
    """

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


class Unit(_Frozen):
    """An organizational unit with its guardrails and the units below it."""

    key: str = Field(
        pattern=forms.UNIT_KEY.pattern,
        description="What tells units apart for ever, through renames. 1 to 31 lower-case "
        "letters, digits and hyphens. Changing it makes AWS see a new unit.",
    )
    name: str = Field(
        min_length=1,
        max_length=128,
        pattern=forms.LABEL.pattern,
        description="What people read in AWS; free to change. 1 to 128 characters.",
    )
    guardrails: Guardrails = Field(
        default=(), description="The guardrails for every account in this unit and below it."
    )
    existing: bool = Field(
        default=False,
        description="Whether the unit is there already and managed elsewhere: it is then found "
        "by its name, used, and never changed.",
    )
    units: tuple[Unit, ...] = Field(
        default=(),
        strict=False,
        description="The units below this one. AWS allows 5 levels below the root.",
    )


@dataclass(frozen=True)
class PlacedUnit:
    """A unit with its place in the tree.

    `parent_key` is none for a unit right below the root. `path` holds the names from the top,
    joined by slashes. `depth` counts levels below the root, so it starts at 1.
    """

    unit: Unit
    parent_key: str | None
    path: str
    depth: int


class Config(_Frozen):
    """Everything a company decides about its landing zone."""

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
        return tuple(_placed(self.units, None))

    def guardrails_by_target(self) -> dict[str, tuple[str, ...]]:
        """List the guardrails of the root and of each unit key, in the order of the tree."""
        placed = self.placed_units()
        return {ROOT: self.guardrails} | {each.unit.key: each.unit.guardrails for each in placed}


def _placed(units: tuple[Unit, ...], parent: PlacedUnit | None) -> Iterator[PlacedUnit]:
    for unit in units:
        if parent is None:
            placed = PlacedUnit(unit=unit, parent_key=None, path=unit.name, depth=1)
        else:
            placed = PlacedUnit(
                unit=unit,
                parent_key=parent.unit.key,
                path=f"{parent.path}/{unit.name}",
                depth=parent.depth + 1,
            )
        yield placed
        yield from _placed(unit.units, placed)
