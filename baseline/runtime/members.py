"""The accounts of the organization, as the settings that look at them need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .run import Run

ACTIVE = "ACTIVE"
#: An account that exists but is not usable yet.
#: Source: AWS Organizations User Guide, "Account states".
ACTIVATING = "PENDING_ACTIVATION"


@dataclass(frozen=True)
class Member:
    """An account of the organization; `state` is empty when AWS gave none that botocore knows."""

    id: str
    email: str
    state: str

    @classmethod
    def of(cls, account: Mapping[str, Any]) -> Member:
        """Read an account as Organizations describes it.

        `State` comes first because AWS retired `Status`; an older botocore only knows the latter.
        Source: AWS Organizations API Reference, "Account": Status was retired on 2026-09-09.
        """
        state = account.get("State") or account.get("Status") or ""
        return cls(account["Id"], account.get("Email", ""), state)


def members(run: Run, organizations: OrganizationsClient) -> Iterator[Member]:
    """Yield every account of the organization, the management account included."""
    for account in run.pages(organizations.list_accounts, "Accounts"):
        yield Member.of(account)


def by_email(run: Run, organizations: OrganizationsClient) -> dict[str, Member]:
    """Return the accounts by e-mail in lower case, as AWS does not tell cases apart."""
    return {member.email.lower(): member for member in members(run, organizations)}
