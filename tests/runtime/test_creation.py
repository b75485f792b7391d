"""Creating accounts: limits, requests under way, and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import SettingError
from baseline.runtime.settings import accounts

from .listing import Listing, creation_status
from .world import World

if TYPE_CHECKING:
    pass

CREATE = "organizations.CreateAccount"
DESCRIBE = "organizations.DescribeCreateAccountStatus"
LIST = "organizations.ListCreateAccountStatus"
LIMIT = "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED"


def _under_way(*names: str) -> dict[str, Any]:
    statuses = [{"Id": f"car-{name}", "AccountName": name} for name in names]
    return {"CreateAccountStatuses": statuses}


def test_creates_a_limited_number_and_goes_on_next_time(world: World, listing: Listing) -> None:
    """One deploy creates so many; the next ones create the rest."""
    listing.limit = 2
    properties = listing.want(a="apps", b="apps", c="labs", d="labs", e="labs")

    first = world.apply(accounts, properties)
    assert first["Ready"] == "2"
    assert first["Pending"] == "c@example.com,d@example.com,e@example.com"
    assert first["Notes"] == "3 accounts wait, as one deploy creates at most 2; deploy again"
    assert listing.round() == "2"

    assert world.apply(accounts, properties)["Pending"] == "e@example.com"
    assert world.apply(accounts, properties) == {
        "Ready": "5",
        "Pending": "",
        "Notes": "",
        "Left": "",
    }


def test_waits_until_accounts_are_created(world: World, listing: Listing) -> None:
    """A request is polled until AWS is done, and the account then moved."""
    world.faults.answer(DESCRIBE, creation_status("IN_PROGRESS"), times=5)
    properties = listing.want(a="apps")

    assert world.apply(accounts, properties)["Ready"] == "1"
    assert listing.placed() == {"a": "apps"}
    assert world.calls.count(DESCRIBE) == 6


def test_an_account_that_is_still_activating_is_waited_for(world: World, listing: Listing) -> None:
    """A created account is not moved before AWS calls it active."""
    account = {"Id": "111122223333", "Email": "a@example.com", "State": "PENDING_ACTIVATION"}
    world.faults.answer("organizations.DescribeAccount", {"Account": account}, times=3)

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"
    assert listing.placed() == {"a": "apps"}


def test_a_new_account_that_does_not_show_yet_is_waited_for(world: World, listing: Listing) -> None:
    """Right after creation AWS may deny the account and its parent."""
    world.faults.fail("organizations.DescribeAccount", "AccountNotFoundException", times=2)
    world.faults.fail("organizations.ListParents", "ChildNotFoundException", times=2)

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"


def test_a_new_account_without_a_known_parent_is_left(world: World, listing: Listing) -> None:
    """An account whose parent AWS does not tell is not moved from a guess."""
    world.faults.answer("organizations.ListParents", {"Parents": []})

    assert "a@example.com stays in a unit" in world.apply(accounts, listing.want(a="apps"))["Notes"]


def test_a_request_under_way_is_not_made_twice(world: World, listing: Listing) -> None:
    """A request of an earlier deploy is found by its account name and waited for."""
    account_id = listing.create("a")
    world.faults.answer("organizations.ListAccounts", {"Accounts": []})
    world.faults.answer(LIST, _under_way("a", "other"))
    world.faults.answer(DESCRIBE, creation_status("IN_PROGRESS"))
    world.faults.answer(DESCRIBE, creation_status("SUCCEEDED", AccountId=account_id))

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"
    assert world.changes() == ["organizations.MoveAccount"]


def test_a_request_for_another_email_does_not_count(world: World, listing: Listing) -> None:
    """Names are not unique: if the request was for another e-mail, ours is still created."""
    other = listing.create("other")
    world.faults.answer(LIST, _under_way("a"))
    world.faults.answer(DESCRIBE, creation_status("SUCCEEDED", AccountId=other))

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"
    assert listing.placed() == {"a": "apps", "other": "root"}


def test_an_email_that_turns_out_to_be_here_is_adopted(world: World, listing: Listing) -> None:
    """If the e-mail's account has joined meanwhile, it is taken as the wanted one."""
    listing.create("a")
    world.faults.answer("organizations.ListAccounts", {"Accounts": []})
    world.faults.answer(CREATE, creation_status("IN_PROGRESS"))
    world.faults.answer(DESCRIBE, creation_status("FAILED", FailureReason="EMAIL_ALREADY_EXISTS"))

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"
    assert listing.placed() == {"a": "apps"}


def test_a_request_whose_answer_got_lost_is_found(world: World, listing: Listing) -> None:
    """An e-mail that is taken by our own request under way belongs to nobody else."""
    made = listing.create("a")
    world.faults.answer("organizations.ListAccounts", {"Accounts": []}, times=2)
    world.faults.answer(CREATE, creation_status("IN_PROGRESS", Id="car-second"))
    world.faults.answer(DESCRIBE, creation_status("FAILED", FailureReason="EMAIL_ALREADY_EXISTS"))
    world.faults.answer(LIST, _under_way())
    world.faults.answer(LIST, _under_way("a"))
    world.faults.answer(DESCRIBE, creation_status("SUCCEEDED", AccountId=made))

    assert world.apply(accounts, listing.want(a="apps"))["Ready"] == "1"
    assert listing.placed() == {"a": "apps"}
    assert world.changes().count(CREATE) == 1


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("EMAIL_ALREADY_EXISTS", "an account outside this organization has this e-mail"),
        ("ACCOUNT_LIMIT_EXCEEDED", "as its quota allows"),
        ("INVALID_EMAIL", "does not take this e-mail"),
        ("GOVCLOUD_ACCOUNT_ALREADY_EXISTS", "AWS says GOVCLOUD_ACCOUNT_ALREADY_EXISTS"),
    ],
)
def test_a_failure_that_needs_a_person_is_told(
    world: World, listing: Listing, reason: str, told: str
) -> None:
    """The account that failed is named with what to do, after the others are done."""
    world.faults.answer(CREATE, creation_status("IN_PROGRESS"))
    world.faults.answer(DESCRIBE, creation_status("FAILED", FailureReason=reason))

    with pytest.raises(SettingError, match=f"1 accounts could not be created: bad@.*{told}"):
        world.apply(accounts, listing.want(bad="apps", good="labs"))
    assert listing.placed() == {"good": "labs"}


def test_a_failure_that_passes_leaves_the_account_pending(world: World, listing: Listing) -> None:
    """AWS's own trouble is no failure of the deploy; the next one tries again."""
    world.faults.answer(CREATE, creation_status("IN_PROGRESS"))
    world.faults.answer(DESCRIBE, creation_status("FAILED", FailureReason="INTERNAL_FAILURE"))

    attributes = world.apply(accounts, listing.want(a="apps", b="apps"))

    assert attributes["Ready"] == "1"
    assert attributes["Pending"] == "a@example.com"
    assert "INTERNAL_FAILURE" in attributes["Notes"]


def test_the_limit_on_requests_in_progress_is_waited_for(world: World, listing: Listing) -> None:
    """While others are created the next request waits, and then goes through."""
    world.faults.answer(DESCRIBE, creation_status("IN_PROGRESS"), times=2)
    properties = listing.want(a="apps", b="apps")
    world.faults.answer(CREATE, creation_status("IN_PROGRESS"))
    world.faults.fail(CREATE, "ConstraintViolationException", times=3, Reason=LIMIT)
    world.faults.answer(DESCRIBE, creation_status("FAILED", FailureReason="INTERNAL_FAILURE"))

    attributes = world.apply(accounts, properties)

    assert attributes["Pending"] == "a@example.com"
    assert listing.placed()["b"] == "apps"


def test_a_limit_that_stays_leaves_accounts_pending(world: World, listing: Listing) -> None:
    """A limit that holds for minutes ends this deploy well; nothing is lost until tomorrow."""
    world.faults.fail(CREATE, "ConstraintViolationException", times=99, message=f"{LIMIT}: wait")

    attributes = world.apply(accounts, listing.want(a="apps", b="apps"))

    assert attributes["Ready"] == "0"
    assert attributes["Pending"] == "a@example.com,b@example.com"
    assert "deploy again tomorrow, nothing is lost" in attributes["Notes"]
    assert 240 <= sum(world.time.slept) < 300


@pytest.mark.parametrize(
    ("code", "reason", "told", "goes_on"),
    [
        ("ConstraintViolationException", "ACCOUNT_NUMBER_LIMIT_EXCEEDED", "quota allows", False),
        ("ConstraintViolationException", "OTHER_LIMIT", "OTHER_LIMIT", False),
        ("InvalidInputException", "INVALID_PATTERN", "INVALID_PATTERN", True),
    ],
)
def test_a_request_that_is_not_accepted_is_told(
    world: World, listing: Listing, code: str, reason: str, told: str, goes_on: bool
) -> None:
    """What concerns one account lets the next be tried, what concerns all does not."""
    world.faults.fail(CREATE, code, Reason=reason)

    with pytest.raises(SettingError, match=f"bad@example.com: .*{told}"):
        world.apply(accounts, listing.want(bad="apps", good="apps"))
    assert listing.placed() == ({"good": "apps"} if goes_on else {})


def test_another_refusal_of_creation_rises(world: World, listing: Listing) -> None:
    """An error that says nothing about the account ends the run."""
    world.faults.fail(CREATE, "UnsupportedAPIEndpointException")

    with pytest.raises(ClientError, match="UnsupportedAPIEndpoint"):
        world.apply(accounts, listing.want(a="apps"))
