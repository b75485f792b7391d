"""The alternate contacts setting: every active account, the difference only, refusals told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from baseline.runtime.errors import NotFinishedError, SettingError
from baseline.runtime.settings import alternate_contacts

from .world import MANAGEMENT, World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

pytestmark = pytest.mark.usefixtures("root_id")


def _contact(name: str) -> dict[str, str]:
    return {
        "Name": name,
        "Title": "Duty",
        "EmailAddress": f"{name.lower()}@example.com",
        "PhoneNumber": "+1 555 0100",
    }


def _properties(**contacts: str) -> dict[str, Any]:
    return {"Contacts": {kind: _contact(name) for kind, name in contacts.items()}}


def _account(organizations: OrganizationsClient, name: str) -> str:
    status = organizations.create_account(Email=f"{name}@example.com", AccountName=name)
    return status["CreateAccountStatus"]["AccountId"]


def test_every_active_account_gets_the_contacts(
    world: World, organizations: OrganizationsClient
) -> None:
    """Members and the management account get each contact; a second run changes nothing."""
    members = {_account(organizations, "one"), _account(organizations, "two")}
    closed = _account(organizations, "gone")
    organizations.close_account(AccountId=closed)
    properties = _properties(SECURITY="Alert", BILLING="Money")

    assert world.apply(alternate_contacts, properties) == {}
    assert len(world.changes()) == 6

    present = alternate_contacts.read(world.session(), properties)
    assert present.keys() == {MANAGEMENT, *members}
    assert all(contacts == properties["Contacts"] for contacts in present.values())

    world.apply(alternate_contacts, properties)
    assert world.changes() == []


def test_only_the_difference_is_written(world: World) -> None:
    """A contact that differs is written, one that does not is left, others are not read."""
    world.apply(alternate_contacts, _properties(SECURITY="Alert", BILLING="Money"))

    world.apply(alternate_contacts, _properties(SECURITY="Alarm", BILLING="Money"))

    assert world.changes() == ["account.PutAlternateContact"]
    present = alternate_contacts.read(world.session(), _properties(SECURITY="Alarm"))
    assert present[MANAGEMENT] == {"SECURITY": _contact("Alarm")}


def test_no_contacts_are_no_calls(world: World) -> None:
    """Without contacts nothing is asked."""
    assert world.apply(alternate_contacts, {}) == {}
    assert world.calls == []


def test_absent_contacts_read_as_none(world: World) -> None:
    """Reading tells an absent contact from one that differs."""
    present = alternate_contacts.read(world.session(), _properties(OPERATIONS="Ops"))

    assert present == {MANAGEMENT: {"OPERATIONS": None}}


def test_an_account_that_refuses_does_not_stop_the_others(
    world: World, organizations: OrganizationsClient
) -> None:
    """The accounts that refuse are named at the end, when the others are done."""
    for name in ("one", "two"):
        _account(organizations, name)
    world.faults.fail("account.PutAlternateContact", "ValidationException")

    with pytest.raises(SettingError, match=r"1 accounts took no contact: account .*Validation"):
        world.apply(alternate_contacts, _properties(SECURITY="Alert"))

    present = alternate_contacts.read(world.session(), _properties(SECURITY="Alert"))
    assert sum(one["SECURITY"] is not None for one in present.values()) == 2


def test_a_read_that_is_refused_is_told(world: World) -> None:
    """An unexpected answer to reading is not taken for an absent contact."""
    world.faults.fail("account.GetAlternateContact", "ValidationException")

    with pytest.raises(SettingError, match="GetAlternateContact was refused"):
        world.apply(alternate_contacts, _properties(SECURITY="Alert"))


def test_goes_on_after_the_last_account_that_is_done(
    world: World, organizations: OrganizationsClient
) -> None:
    """What ran out of time goes on with the next account, and keeps earlier refusals."""
    accounts = sorted([MANAGEMENT, _account(organizations, "a"), _account(organizations, "b")])
    get = "account.GetAlternateContact"
    world.faults.fail(get, "ValidationException")
    progress: dict[str, Any] = {}
    with pytest.raises(SettingError):
        world.apply(alternate_contacts, _properties(SECURITY="A"), progress=progress)
    assert progress["Done"] == accounts[-1]

    progress = {"Done": accounts[1], "Problems": ["account 1: no"]}
    with pytest.raises(SettingError, match="account 1: no"):
        world.apply(alternate_contacts, _properties(SECURITY="B"), progress=progress)
    assert world.changes() == ["account.PutAlternateContact"]


def test_time_that_runs_out_leaves_its_place(
    world: World, organizations: OrganizationsClient
) -> None:
    """When throttled until the end, progress holds the last account that was done."""
    accounts = sorted([MANAGEMENT, _account(organizations, "a")])
    progress: dict[str, Any] = {"Done": accounts[0]}
    world.faults.fail("account.GetAlternateContact", "TooManyRequestsException", times=99)

    with pytest.raises(NotFinishedError, match="get_alternate_contact still answers TooMany"):
        world.apply(alternate_contacts, _properties(SECURITY="A"), progress=progress)
    assert progress["Done"] == accounts[0]


def test_the_management_account_does_not_name_itself(
    world: World, organizations: OrganizationsClient
) -> None:
    """AWS refuses the management account's own id, so only members are named."""
    member = _account(organizations, "a")
    named: list[str | None] = []
    session = world.own_session()
    session.events.register(
        "before-call.account",
        lambda params, **_: named.append(json.loads(params["body"]).get("AccountId")),
    )

    alternate_contacts.apply(session, _properties(SECURITY="Alert"), run=world.run())

    assert sorted(named, key=str) == [member, member, None, None]
