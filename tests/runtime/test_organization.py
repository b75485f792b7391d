"""The organization setting: creates one, adopts one, and refuses where it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import SettingError
from baseline.runtime.settings import organization

from .world import MANAGEMENT, World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

NONE = "AWSOrganizationsNotInUseException"


def _organization(**changed: str) -> dict[str, Any]:
    return {
        "Organization": {
            "Id": "o-abcdefghij",
            "MasterAccountId": MANAGEMENT,
            "FeatureSet": "ALL",
            **changed,
        }
    }


def test_creates_an_organization_with_all_features(
    world: World, organizations: OrganizationsClient
) -> None:
    """In an account without an organization one with all features is created."""
    attributes = world.apply(organization, {"Tryout": "false"})

    found = organizations.describe_organization()["Organization"]
    assert found["FeatureSet"] == "ALL"
    assert attributes == {
        "OrganizationId": found["Id"],
        "ManagementAccountId": MANAGEMENT,
        "RootId": organizations.list_roots()["Roots"][0]["Id"],
    }


def test_second_run_changes_nothing(world: World) -> None:
    """A second run returns the same attributes and makes no changing call."""
    first = world.apply(organization, {})
    assert world.changes() == ["organizations.CreateOrganization"]

    assert world.apply(organization, {}) == first
    assert world.changes() == []


def test_read_of_no_organization_is_empty(world: World) -> None:
    """Reading says nothing where there is no organization."""
    assert organization.read(world.session(), {}) == {}


def test_answer_that_got_lost_is_no_error(world: World, root_id: str) -> None:
    """An organization that exists when creation is repeated is taken as created."""
    world.faults.fail("organizations.DescribeOrganization", NONE)

    assert world.apply(organization, {})["RootId"] == root_id
    assert world.changes() == ["organizations.CreateOrganization"]


def test_waits_until_a_new_organization_shows(world: World) -> None:
    """Right after creation AWS may deny the organization and hide its root for a while."""
    world.faults.fail("organizations.DescribeOrganization", NONE, times=3)
    world.faults.answer("organizations.ListRoots", {"Roots": []}, times=2)

    assert world.apply(organization, {})["RootId"].startswith("r-")


def test_refuses_a_member_account(world: World, organizations: OrganizationsClient) -> None:
    """An account that is a member elsewhere is told which account manages it."""
    organizations.create_organization(FeatureSet="ALL")
    status = organizations.create_account(Email="member@example.com", AccountName="member")
    member = status["CreateAccountStatus"]["AccountId"]
    role = f"arn:aws:iam::{member}:role/OrganizationAccountAccessRole"
    keys = (
        world.session()
        .client("sts")
        .assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    )
    session = world.session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )

    with pytest.raises(SettingError, match=f"member of organization o-.*managed by {MANAGEMENT}"):
        organization.apply(session, {}, run=world.run())


def test_refuses_consolidated_billing(world: World, organizations: OrganizationsClient) -> None:
    """All features cannot be undone, so nobody but the owner may enable them."""
    organizations.create_organization(FeatureSet="CONSOLIDATED_BILLING")

    with pytest.raises(SettingError, match=r"got CONSOLIDATED_BILLING\); enable all features"):
        world.apply(organization, {})


@pytest.mark.usefixtures("root_id")
def test_refuses_control_tower(world: World, organizations: OrganizationsClient) -> None:
    """An organization that Control Tower manages is left to it."""
    organizations.enable_aws_service_access(ServicePrincipal="controltower.amazonaws.com")

    with pytest.raises(SettingError, match="AWS Control Tower manages this organization"):
        world.apply(organization, {})
    assert world.changes() == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("ACCOUNT_CREATION_NOT_COMPLETE", "not fully set up yet; complete its sign-up"),
        ("MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", "no valid payment method"),
        ("MASTER_ACCOUNT_MISSING_CONTACT_INFO", "no valid address or phone number"),
        ("MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE", "no valid business license"),
    ],
)
def test_refuses_an_unfinished_account(world: World, reason: str, told: str) -> None:
    """What AWS asks of an account before it may have an organization is said in our words."""
    code = "ConstraintViolationException"
    world.faults.fail("organizations.CreateOrganization", code, Reason=reason)

    with pytest.raises(SettingError, match=told):
        world.apply(organization, {})


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("organizations.CreateOrganization", "ConstraintViolationException"),
        ("organizations.DescribeOrganization", "InvalidInputException"),
    ],
)
def test_other_refusals_rise(world: World, operation: str, code: str) -> None:
    """An error that is not expected here is not taken for anything else."""
    world.faults.fail(operation, code)

    with pytest.raises(ClientError, match=code):
        world.apply(organization, {})


@pytest.mark.parametrize("exists", [True, False], ids=["organization", "none"])
def test_tryout_is_refused_on_aws(
    world: World, organizations: OrganizationsClient, exists: bool
) -> None:
    """A try-out's configuration changes nothing in an account that is not the emulator's."""
    if exists:
        organizations.create_organization()

    with pytest.raises(SettingError, match="Tryout: the configuration says 'tryout: true'"):
        world.apply(organization, {"Tryout": "true"})
    assert world.changes() == []


def test_tryout_is_accepted_by_the_emulator(world: World) -> None:
    """With the emulator's mark on the answers a try-out is deployed."""

    def mark(parsed: dict[str, Any], **_: object) -> None:
        parsed["ResponseMetadata"]["HTTPHeaders"]["x-account-baseline-emulator"] = "1"

    session = world.own_session()
    session.events.register("after-call", mark)

    assert organization.apply(session, {"Tryout": "true"}, run=world.run())["OrganizationId"]


def test_tryout_must_be_true_or_false(world: World) -> None:
    """Another text is no answer to whether this is a try-out."""
    with pytest.raises(SettingError, match=r"Tryout: either .*got 'yes'"):
        world.apply(organization, {"Tryout": "yes"})
