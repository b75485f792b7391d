"""Arranges what the accounts setting needs: units, a list of accounts in S3, its properties."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .world import World

BUCKET, KEY = "assets", "accounts.json"
ROUND = "/baseline/accounts/round"


@dataclass
class Listing:
    """Units of an organization and the accounts wanted in them."""

    world: World
    organizations: OrganizationsClient
    root_id: str
    limit: int = 10
    units: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in ("apps", "labs", "suspended"):
            unit = self.organizations.create_organizational_unit(ParentId=self.root_id, Name=key)
            self.units[key] = unit["OrganizationalUnit"]["Id"]
        self.s3 = self.world.session().client("s3")
        self.s3.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )

    def want(self, **units: str) -> dict[str, Any]:
        """Upload a list of accounts, name to unit, and return the setting's properties."""
        entries = [
            {"name": name, "email": f"{name}@Example.com", "unit": unit}
            for name, unit in units.items()
        ]
        return self.upload(json.dumps(entries))

    def upload(self, body: str) -> dict[str, Any]:
        """Upload any text as the list and return the setting's properties."""
        self.s3.put_object(Bucket=BUCKET, Key=KEY, Body=body.encode())
        return {
            "RootId": self.root_id,
            "Units": dict(self.units),
            "HoldingUnits": [self.units["suspended"]],
            "AccountsBucket": BUCKET,
            "AccountsKey": KEY,
            "AccountsDigest": "x",
            "NewAccountsPerDeploy": str(self.limit),
            "Round": "1",
            "RoundParameter": ROUND,
            "Tryout": "false",
        }

    def create(self, name: str, unit: str = "") -> str:
        """Create an account by hand, in the root or in a unit, and return its id."""
        status = self.organizations.create_account(Email=f"{name}@example.com", AccountName=name)
        account_id = status["CreateAccountStatus"]["AccountId"]
        if unit:
            self.move(account_id, self.units.get(unit, unit))
        return account_id

    def move(self, account_id: str, unit_id: str) -> None:
        """Move an account from the root to a unit."""
        self.organizations.move_account(
            AccountId=account_id, SourceParentId=self.root_id, DestinationParentId=unit_id
        )

    def round(self) -> str:
        """Return the round the setting counted up to, empty when it never counted."""
        found = self.world.session().client("ssm").get_parameters(Names=[ROUND])["Parameters"]
        return found[0]["Value"] if found else ""

    def placed(self) -> dict[str, str]:
        """Return the parent's key of each account by name, the management account left out."""
        keys = {unit_id: key for key, unit_id in self.units.items()} | {self.root_id: "root"}
        accounts = self.organizations.list_accounts()["Accounts"]
        found = {}
        for account in accounts:
            parents = self.organizations.list_parents(ChildId=account["Id"])["Parents"]
            found[account["Name"]] = keys.get(parents[0]["Id"], "unknown")
        del found["master"]
        return found


def creation_status(state: str, **fields: str) -> dict[str, Any]:
    """An answer of AWS about the creation of an account."""
    return {"CreateAccountStatus": {"Id": "car-1", "State": state, **fields}}
