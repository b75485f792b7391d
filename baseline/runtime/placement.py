"""Moves accounts to their units, and knows which must be left where they are.

An account is moved only out of the root or a unit of the configuration, or of the one before it:
a unit that was just taken out has lost its guardrails. Out of a holding unit (Suspended) it is
never moved, because somebody handling an incident put it there; nor out of a unit nobody here
knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .members import ACTIVE, Member
from .properties import mapping, text, texts
from .reasons import code_of

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .run import Run
    from .wanted import Wanted


@dataclass(frozen=True)
class Places:
    """The root, the units of the configuration and those never moved out of, by id.

    `former_ids` are those of the units that only the configuration before knew; somebody may have
    deleted them meanwhile.
    """

    root_id: str
    unit_ids: frozenset[str]
    holding_ids: frozenset[str]
    former_ids: frozenset[str]

    @classmethod
    def of(cls, properties: Mapping[str, Any], old: Mapping[str, Any] | None = None) -> Places:
        """Read the places from the properties of the accounts setting, now and before."""
        all_properties = (properties, old or {})
        present, former = (
            frozenset(text(units, key) for key in units)
            for units in (mapping(each, "Units") for each in all_properties)
        )
        return cls(
            root_id=text(properties, "RootId"),
            unit_ids=present | former,
            holding_ids=frozenset(
                unit_id for each in all_properties for unit_id in texts(each, "HoldingUnits")
            ),
            former_ids=former - present,
        )

    def parents(self, run: Run, organizations: OrganizationsClient) -> dict[str, str]:
        """Return the parent of each account that is in one of the places, by account id.

        Asking each place costs one call for 20 accounts, asking for parents one call for each.
        """
        return {
            account_id: place
            for place in sorted({self.root_id} | self.unit_ids | self.holding_ids)
            for account_id in self._accounts_in(run, organizations, place)
        }

    def _accounts_in(self, run: Run, organizations: OrganizationsClient, place: str) -> list[str]:
        try:
            return [
                account["Id"]
                for account in run.pages(
                    organizations.list_accounts_for_parent, "Accounts", ParentId=place
                )
            ]
        except ClientError as error:
            # An organization does not delete a unit that holds an account.
            if place in self.former_ids and code_of(error) == "ParentNotFound":
                return []
            raise

    def why_left(self, member: Member, wanted: Wanted, parent_id: str) -> str:
        """Say why an account must stay where and as it is; empty when it may be moved."""
        if member.state != ACTIVE:
            return f"is {member.state or 'in a state unknown here'} and was not touched"
        if parent_id == wanted.unit_id:
            return ""
        if parent_id in self.holding_ids:
            return f"stays in the holding unit {parent_id}; move it by hand to release it"
        if parent_id not in self.unit_ids | {self.root_id}:
            where = parent_id or "a unit"
            return f"stays in {where}, which the configuration does not know; move it by hand"
        return ""


def move(
    run: Run, organizations: OrganizationsClient, account_id: str, source_id: str, target_id: str
) -> None:
    """Move an account to its unit; one that is there by now is fine."""
    if source_id == target_id:
        return
    try:
        run.call(
            organizations.move_account,
            AccountId=account_id,
            SourceParentId=source_id,
            DestinationParentId=target_id,
        )
    except ClientError as error:
        if code_of(error) != "DuplicateAccount":
            raise
