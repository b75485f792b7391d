"""Each setting: confirmed by what its own module reads, and every change is seen as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boto3 import Session

from tests.live.one_resource import not_ok
from tests.live.readers import access_cases
from tests.live.readers import settings_cases as cases
from tests.live.readers.case import Made

MAKES: dict[str, Callable[[Session], Made]] = {
    "organization": cases.make_organization_setting,
    "policy types": cases.make_policy_types,
    "trusted access": cases.make_trusted_access,
    "trail's role": cases.make_trail_role,
    "units": cases.make_units,
    "accounts": cases.make_accounts,
    "contacts": cases.make_contacts,
    "password policy": access_cases.make_password_policy,
}


@pytest.mark.parametrize("name", MAKES)
def test_a_setting_that_is_in_force_is_confirmed(session: Session, name: str) -> None:
    """Something is looked at for every setting, and all of it is as the template says."""
    findings = MAKES[name](session).findings(session)
    assert findings
    assert not_ok(findings) == {}


@pytest.mark.parametrize("name", cases.SETTING_CHANGES)
def test_a_change_in_the_service_is_seen(session: Session, name: str) -> None:
    """Exactly the check that somebody's change concerns differs."""
    check, change = cases.SETTING_CHANGES[name]
    made = MAKES[name](session)
    change(session, made)
    assert not_ok(made.findings(session)) == {check: "differs"}


def test_no_organization_differs(session: Session) -> None:
    """Without an organization the setting that ensures it differs as a whole."""
    made = Made("Custom::BaselineOrganization", "setting", {})
    assert not_ok(made.findings(session)) == {"resource": "differs"}


def test_a_pending_account_is_told_as_pending(session: Session) -> None:
    """An account that is not there but that the setting listed as pending is no difference."""
    findings = {each.check: each for each in cases.make_accounts(session).findings(session)}
    assert "pending" in str(findings["account later@example.com"].found)


def test_a_missing_account_differs(session: Session) -> None:
    """An account that is not there and that nobody called pending differs."""
    made = cases.make_accounts(session)
    missing = Made(made.type, made.physical_id, made.properties, made.files)
    assert not_ok(missing.findings(session)) == {"account later@example.com": "differs"}


def test_a_list_of_pending_accounts_that_is_cut_tells_nothing(session: Session) -> None:
    """Where the list of pending accounts ends early, a missing account is unknown."""
    made = cases.make_accounts(session)
    answers = {"Pending": "another@example.com,lat..."}
    cut = Made(made.type, made.physical_id, made.properties, made.files, made.outputs, answers)
    assert not_ok(cut.findings(session)) == {"account later@example.com": "unknown"}


def test_another_uploaded_list_differs(session: Session) -> None:
    """A list in the bucket that is not the assembly's differs in key and digest."""
    made = cases.make_accounts(session)
    session.client("s3").put_object(Bucket=cases.BUCKET, Key=cases.KEY, Body=b"[]")
    differing = not_ok(made.findings(session))
    assert {"AccountsKey", "AccountsDigest"} <= differing.keys()


def test_units_that_are_not_there_differ(session: Session) -> None:
    """A unit id that the organization no longer knows is seen in the accounts' properties."""
    made = cases.make_accounts(session)
    session.client("organizations").delete_organizational_unit(
        OrganizationalUnitId=made.properties["Units"]["suspended"]
    )
    differing = not_ok(made.findings(session))
    assert differing == {"Units": "differs", "HoldingUnits": "differs", "accounts": "unknown"}


def test_a_members_contact_is_looked_at_too(session: Session) -> None:
    """A member account without the contact differs, under its own id."""
    made = cases.make_contacts(session)
    session.client("organizations").create_account(AccountName="Orders", Email="o@example.com")
    check = f"contacts of account {cases.account_id(session)}"
    assert not_ok(made.findings(session)) == {check: "differs"}


def test_a_setting_whose_properties_cannot_be_told_is_unknown(session: Session) -> None:
    """A setting is not read with properties that could not be worked out."""
    made = cases.make_policy_types(session)
    findings = made.findings(session, RootId={"Fn::GetAtt": ["Nobody", "RootId"]})
    assert not_ok(findings) == {"resource": "unknown"}
