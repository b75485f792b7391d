"""Where every account of the organization stands now, and what Organizations says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from boto3 import Session
from botocore.exceptions import ClientError

from baseline.errors import LiveError
from baseline.live.clients import Clients
from baseline.live.failure import asking, told
from baseline.live.organization import Organization


@dataclass(frozen=True)
class AccountUnits:
    """The rows of ListAccounts, and the path of the unit of each account by its id.

    An account right below the root has the path `root`.
    """

    rows: tuple[Mapping[str, Any], ...]
    paths: Mapping[str, str]


def account_units(region: str) -> AccountUnits:
    """Ask Organizations, with whatever credentials the environment has.

    Raises:
        LiveError: if there is no answer, or this account may not ask.
    """
    clients = Clients(Session(), region)
    try:
        with asking(f"{region}: organizations"):
            return _read(clients, Organization(clients))
    except ClientError as error:
        advice = "ask from the management account, or give --accounts"
        raise LiveError([f"{region}: organizations: {told(error)}; {advice}"]) from error


def _read(clients: Clients, organization: Organization) -> AccountUnits:
    paths = {organization.root_id: ""}
    for unit_id, unit in organization.units.items():
        above = paths[unit.parent_id]
        paths[unit_id] = f"{above}/{unit.name}" if above else unit.name
    rows: list[Mapping[str, Any]] = []
    units: dict[str, str] = {}
    for parent_id, path in paths.items():
        for row in clients.pages(
            "organizations", "list_accounts_for_parent", "Accounts", ParentId=parent_id
        ):
            rows.append(row)
            units[row["Id"]] = path or "root"
    return AccountUnits(tuple(rows), units)
