"""The organization as a whole: its root, units, accounts and policies, each asked for once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from baseline.live.clients import Clients

FULL_ACCESS = "p-FullAWSAccess"
"""The policy AWS attaches everywhere by itself, without which nothing is allowed.

Source: AWS Organizations User Guide, "Service control policies (SCPs)".
"""


@dataclass(frozen=True)
class Unit:
    """An organizational unit: its name and the id of its parent."""

    name: str
    parent_id: str


class Organization:
    """What the organization holds, read when it is first wanted."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    @cached_property
    def root(self) -> Mapping[str, Any]:
        """The root as Organizations describes it."""
        roots = list(self._clients.pages("organizations", "list_roots", "Roots"))
        described: Mapping[str, Any] = roots[0]
        return described

    @property
    def root_id(self) -> str:
        """The id of the root."""
        return str(self.root["Id"])

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit by id, each after its parent."""
        found: dict[str, Unit] = {}
        parents = [self.root_id]
        while parents:
            parent = parents.pop(0)
            for unit in self._clients.pages(
                "organizations",
                "list_organizational_units_for_parent",
                "OrganizationalUnits",
                ParentId=parent,
            ):
                found[unit["Id"]] = Unit(unit["Name"], parent)
                parents.append(unit["Id"])
        return found

    @cached_property
    def account_ids(self) -> list[str]:
        """The id of every account, the management account's included."""
        accounts = self._clients.pages("organizations", "list_accounts", "Accounts")
        return [account["Id"] for account in accounts]

    @cached_property
    def policies(self) -> dict[str, str]:
        """The name of every policy of an enabled type by its id."""
        return {
            policy["Id"]: policy["Name"]
            for each in self.root.get("PolicyTypes", ())
            for policy in self._clients.pages(
                "organizations", "list_policies", "Policies", Filter=each["Type"]
            )
        }

    def targets(self, policy_id: str) -> set[str]:
        """Return the ids that a policy is attached to."""
        targets = self._clients.pages(
            "organizations", "list_targets_for_policy", "Targets", PolicyId=policy_id
        )
        return {target["TargetId"] for target in targets}
