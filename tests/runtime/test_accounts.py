"""The accounts setting with accounts that exist: adopting, moving, leaving alone, refusing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import SettingError
from baseline.runtime.settings import accounts

from .listing import Listing
from .world import World

if TYPE_CHECKING:
    pass


def test_creates_adopts_and_places(world: World, listing: Listing) -> None:
    """Missing accounts are created, present ones adopted whatever the case of their e-mail."""
    listing.create("old")
    listing.create("moved", "labs")
    properties = listing.want(old="apps", moved="apps", new="labs")

    attributes = world.apply(accounts, properties)

    assert attributes == {"Ready": "3", "Pending": "", "Notes": "", "Left": ""}
    assert listing.placed() == {"old": "apps", "moved": "apps", "new": "labs"}
    assert world.changes().count("organizations.CreateAccount") == 1


def test_second_run_changes_nothing(world: World, listing: Listing) -> None:
    """A second run finds everything in place and does not look for requests either."""
    properties = listing.want(one="apps", two="labs")
    first = world.apply(accounts, properties)

    assert world.apply(accounts, properties) == first
    assert world.changes() == []
    assert "organizations.ListCreateAccountStatus" not in world.calls


def test_reads_what_is_there(world: World, listing: Listing) -> None:
    """Reading tells id, state and unit of the wanted accounts that exist."""
    strange = listing.organizations.create_organizational_unit(
        ParentId=listing.root_id, Name="strange"
    )["OrganizationalUnit"]["Id"]
    one, lost = listing.create("one", "apps"), listing.create("lost", strange)
    listing.create("other")

    found = accounts.read(world.session(), listing.want(one="apps", lost="apps", missing="labs"))

    assert found == {
        "one@example.com": {
            "AccountId": one,
            "State": "ACTIVE",
            "UnitId": listing.units["apps"],
        },
        "lost@example.com": {"AccountId": lost, "State": "ACTIVE", "UnitId": ""},
    }


def test_nothing_leaves_a_holding_or_an_unknown_unit(world: World, listing: Listing) -> None:
    """An account somebody put aside stays there and is reported, neither ready nor pending."""
    strange = listing.organizations.create_organizational_unit(
        ParentId=listing.units["apps"], Name="strange"
    )["OrganizationalUnit"]["Id"]
    listing.create("held", "suspended")
    listing.create("lost", strange)

    attributes = world.apply(accounts, listing.want(held="apps", lost="labs"))

    assert world.changes() == []
    assert attributes["Ready"] == "0"
    assert attributes["Pending"] == ""
    assert (
        f"held@example.com stays in the holding unit {listing.units['suspended']}"
        in (attributes["Notes"])
    )
    assert (
        "lost@example.com stays in a unit, which the configuration does not know"
        in (attributes["Notes"])
    )


def test_moves_out_of_a_unit_that_was_taken_out(world: World, listing: Listing) -> None:
    """An account leaves a unit that only the configuration before knew, and lost its guardrails."""
    listing.create("one", "labs")
    properties = listing.want(one="apps")
    units = {key: properties["Units"][key] for key in ("apps", "suspended")}

    attributes = world.apply(
        accounts, {**properties, "Units": units}, old_properties={"Units": listing.units}
    )

    assert attributes == {"Ready": "1", "Pending": "", "Notes": "", "Left": ""}
    assert listing.placed() == {"one": "apps"}


def test_a_unit_that_was_taken_out_and_deleted_is_passed_over(
    world: World, listing: Listing
) -> None:
    """One of the configuration before may be gone by now; one of the present must be there."""
    listing.create("one")
    properties = listing.want(one="apps")
    gone = listing.units["labs"]
    listing.organizations.delete_organizational_unit(OrganizationalUnitId=gone)
    units = {key: properties["Units"][key] for key in ("apps", "suspended")}

    attributes = world.apply(
        accounts, {**properties, "Units": units}, old_properties={"Units": listing.units}
    )

    assert attributes["Ready"] == "1"
    assert listing.placed() == {"one": "apps"}
    with pytest.raises(ClientError, match="ParentNotFound"):
        world.apply(accounts, properties, old_properties=properties)


def test_stays_in_a_holding_unit_that_was_taken_out(world: World, listing: Listing) -> None:
    """Taking Suspended out of the configuration releases nobody who was put there."""
    listing.create("bad", "suspended")
    properties = listing.want(bad="apps")
    new = {**properties, "HoldingUnits": [], "Units": {"apps": listing.units["apps"]}}

    attributes = world.apply(accounts, new, old_properties=properties)

    assert world.changes() == []
    assert attributes["Left"].startswith("bad@example.com stays in the holding unit")


def test_counts_no_round_when_nothing_is_pending(world: World, listing: Listing) -> None:
    """A deploy that finishes leaves the round alone, so the next one has nothing to do."""
    listing.create("gone", "apps")
    world.apply(accounts, listing.want(gone="labs", one="apps"))
    assert listing.round() == ""


def test_an_account_wanted_in_a_holding_unit_goes_there(world: World, listing: Listing) -> None:
    """Into a holding unit accounts may be moved, and there they are ready."""
    listing.create("bad", "apps")
    properties = listing.want(bad="suspended")

    assert world.apply(accounts, properties)["Ready"] == "1"
    assert listing.placed() == {"bad": "suspended"}
    assert world.apply(accounts, properties)["Ready"] == "1"


def test_closed_accounts_are_not_touched(world: World, listing: Listing) -> None:
    """A suspended account is reported and stays where it is."""
    listing.organizations.close_account(AccountId=listing.create("gone"))

    attributes = world.apply(accounts, listing.want(gone="apps"))

    assert world.changes() == []
    assert attributes["Notes"] == "gone@example.com is SUSPENDED and was not touched"


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"State": "CLOSED", "Status": "ACTIVE"}, ("", "is CLOSED and")),
        ({"Status": "ACTIVE"}, ("ready", "")),
        ({"State": "PENDING_ACTIVATION"}, ("one@example.com", "")),
        ({}, ("", "in a state unknown here")),
    ],
    ids=["state-first", "status-only", "activating", "neither"],
)
def test_state_is_read_before_status(
    world: World, listing: Listing, account: dict[str, str], expected: tuple[str, str]
) -> None:
    """The new field wins over the retired one; an unusable account is pending, not moved."""
    entry = {"Id": listing.create("one", "apps"), "Email": "one@example.com", **account}
    world.faults.answer("organizations.ListAccounts", {"Accounts": [entry]})

    attributes = world.apply(accounts, listing.want(one="apps"))

    assert attributes["Pending"] == expected[0].removeprefix("ready")
    assert attributes["Ready"] == ("1" if expected[0] == "ready" else "0")
    assert expected[1] in attributes["Notes"]


@pytest.mark.parametrize(
    "body",
    ["no json", "{}", '["x"]', '[{"name": "a"}]', '[{"name":"a","email":"e","unit":"no"}]', "7"],
)
def test_a_list_that_makes_no_sense_is_told(world: World, listing: Listing, body: str) -> None:
    """A damaged list changes nothing and is named with its address."""
    with pytest.raises(SettingError, match=r"s3://assets/accounts\.json: not a list"):
        world.apply(accounts, listing.upload(body))


def test_tryout_is_refused_on_aws(world: World, listing: Listing) -> None:
    """A try-out's example e-mails never reach AWS's CreateAccount."""
    properties = {**listing.want(one="apps"), "Tryout": "true"}

    with pytest.raises(SettingError, match="Tryout"):
        world.apply(accounts, properties)
    assert world.calls == ["s3.GetObject"]


@pytest.mark.parametrize("code", ["DuplicateAccountException", "AccountNotFoundException"])
def test_a_move_somebody_else_made_is_success(world: World, listing: Listing, code: str) -> None:
    """That an account is at its place is what was wanted; other refusals rise."""
    listing.create("one")
    world.faults.fail("organizations.MoveAccount", code)
    properties = listing.want(one="apps")

    if code == "DuplicateAccountException":
        assert world.apply(accounts, properties)["Ready"] == "1"
    else:
        with pytest.raises(ClientError, match=code):
            world.apply(accounts, properties)


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "", 3, None])
def test_the_number_of_new_accounts_is_checked(world: World, listing: Listing, limit: Any) -> None:
    """The limit must be a whole number from 1, as CloudFormation writes it."""
    properties = {**listing.want(one="apps"), "NewAccountsPerDeploy": limit}

    with pytest.raises(SettingError, match="NewAccountsPerDeploy: a whole number from 1"):
        world.apply(accounts, properties)
