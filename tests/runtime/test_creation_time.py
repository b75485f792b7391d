"""Creating accounts when time does not suffice: what is handed on, and what stays pending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from baseline.runtime.errors import NotFinishedError, SettingError
from baseline.runtime.settings import accounts

from .listing import Listing, creation_status
from .world import World

if TYPE_CHECKING:
    pass

CREATE = "organizations.CreateAccount"
DESCRIBE = "organizations.DescribeCreateAccountStatus"


def test_time_that_runs_out_is_handed_on(world: World, listing: Listing) -> None:
    """If another invocation can go on, it gets the requests and how many were made."""
    world.faults.answer(DESCRIBE, creation_status("IN_PROGRESS"), times=999)
    progress: dict[str, Any] = {}

    with pytest.raises(NotFinishedError, match="accounts are still being created"):
        world.apply(
            accounts, listing.want(a="apps"), progress=progress, can_continue=True, seconds=60.0
        )
    assert progress["Requests"].keys() == {"a@example.com"}
    assert progress["Made"] == 1


def test_the_next_invocation_goes_on_from_there(world: World, listing: Listing) -> None:
    """Requests, the number made and failures of earlier invocations still count."""
    listing.limit = 1
    account_id = listing.create("a")
    world.faults.answer("organizations.ListAccounts", {"Accounts": []})
    world.faults.answer(DESCRIBE, creation_status("SUCCEEDED", AccountId=account_id))
    progress = {
        "Requests": {"a@example.com": "car-1", "elsewhere@example.com": "car-2"},
        "Made": 1,
        "Failed": {"bad@example.com": "no"},
    }

    with pytest.raises(SettingError, match=r"1 accounts could not be created: bad@.*: no"):
        world.apply(accounts, listing.want(a="apps", b="apps", bad="apps"), progress=progress)
    assert world.changes() == ["organizations.MoveAccount"]


@pytest.mark.parametrize(
    ("operation", "code"),
    [(CREATE, "FinalizingOrganizationException"), (DESCRIBE, "TooManyRequestsException")],
)
def test_the_last_invocation_ends_with_pending_accounts(
    world: World, listing: Listing, operation: str, code: str
) -> None:
    """Where nothing can go on, what is not finished is pending and the deploy succeeds."""
    world.faults.fail(operation, code, times=999)

    attributes = world.apply(accounts, listing.want(a="apps"))

    assert attributes["Pending"] == "a@example.com"
    assert f"still answers {code.removesuffix('Exception')}" in attributes["Notes"]
    assert "deploy again, nothing is lost" in attributes["Notes"]
