"""Accounts of an organization, and what is switched on for all of them."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .test_organizations import Organization

ACCESS = "arn:aws:iam::{}:role/OrganizationAccountAccessRole"


@pytest.fixture
def organization(management_account: Account) -> Organization:
    """A new organization."""
    return Organization(management_account)


def test_a_creation_is_in_progress_first(organization: Organization) -> None:
    """CreateAccount answers before the account is there."""
    made = organization.client.create_account(AccountName="a", Email="a@example.com")
    assert made["CreateAccountStatus"]["State"] == "IN_PROGRESS"
    assert "AccountId" not in made["CreateAccountStatus"]


def test_an_email_is_taken_once(organization: Organization) -> None:
    """A second account of one e-mail address ends in FAILED, with the reason."""
    organization.member("a", "a@example.com")
    second = organization.member("b", "A@example.com")
    assert (second["State"], second["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS")


def test_the_number_of_accounts_is_limited(organization: Organization) -> None:
    """An organization has ten accounts by default, the management account counted."""
    for number in range(9):
        organization.member(f"a{number}", f"a{number}@example.com")
    with pytest.raises(ClientError) as raised:
        organization.member("more", "more@example.com")
    assert raised.value.response.get("Reason") == "ACCOUNT_NUMBER_LIMIT_EXCEEDED"


def test_a_new_account_can_be_entered(organization: Organization) -> None:
    """The access role trusts the management account and is an administrator."""
    member = organization.member("a", "a@example.com")["AccountId"]
    inside = organization.account.assume(ACCESS.format(member))
    identity = inside.client("sts").get_caller_identity()
    attached = inside.client("iam").list_attached_role_policies(
        RoleName="OrganizationAccountAccessRole"
    )["AttachedPolicies"]
    assert identity["Account"] == member
    assert [policy["PolicyName"] for policy in attached] == ["AdministratorAccess"]


def test_accounts_show_their_state(organization: Organization) -> None:
    """State stands beside Status, and alone when the switch is set as AWS did."""
    member = organization.member("a", "a@example.com")["AccountId"]
    shown = organization.client.describe_account(AccountId=member)["Account"]
    assert (shown["State"], shown["Status"]) == ("ACTIVE", "ACTIVE")
    settings = {"account": organization.account.id, "status_field": False}
    organization.account.emulator.control("POST", "organizations", settings)
    shown = organization.client.list_accounts()["Accounts"][-1]
    assert shown["State"] == "ACTIVE"
    assert "Status" not in shown


def test_accounts_come_in_pages(organization: Organization) -> None:
    """ListAccounts answers at most twenty accounts at a time."""
    settings = {"account": organization.account.id, "quotas": {"accounts": 30}}
    organization.account.emulator.control("POST", "organizations", settings)
    for number in range(24):
        organization.client.create_account(AccountName=f"a{number}", Email=f"a{number}@example.com")
    pages = list(organization.client.get_paginator("list_accounts").paginate())
    assert [len(page["Accounts"]) for page in pages] == [20, 5]


def test_an_account_moves_from_where_it_is(organization: Organization) -> None:
    """MoveAccount needs the real source; the listing follows."""
    unit = organization.unit("Some")
    member = organization.member("a", "a@example.com")["AccountId"]
    move = organization.client.move_account
    with pytest.raises(ClientError, match="SourceParentNotFoundException"):
        move(AccountId=member, SourceParentId=unit, DestinationParentId=unit)
    move(AccountId=member, SourceParentId=organization.root, DestinationParentId=unit)
    parents = organization.client.list_parents(ChildId=member)["Parents"]
    assert [parent["Id"] for parent in parents] == [unit]


def test_a_member_sees_its_organization_and_can_leave(organization: Organization) -> None:
    """A member may describe its organization and leave it, and nothing more."""
    member = organization.member("a", "a@example.com")["AccountId"]
    client = organization.account.assume(ACCESS.format(member)).client("organizations")
    assert client.describe_organization()["Organization"]["MasterAccountId"] == (
        organization.account.id
    )
    with pytest.raises(ClientError, match="AccessDeniedException"):
        client.list_accounts()
    client.leave_organization()
    with pytest.raises(ClientError, match="AWSOrganizationsNotInUseException"):
        client.describe_organization()


def test_invited_accounts_have_no_access_role(organization: Organization) -> None:
    """An account that was invited is listed so, and cannot be entered by that role."""
    wanted = [{"name": "old", "email": "old@example.com"}]
    settings = {"account": organization.account.id, "invited": wanted}
    answer = organization.account.emulator.control("POST", "organizations", settings)
    member = answer["invited"][0]
    shown = organization.client.describe_account(AccountId=member)["Account"]
    assert shown["JoinedMethod"] == "INVITED"
    roles = Account(organization.account.emulator, member).client("iam").list_roles()["Roles"]
    assert roles == []


def test_central_root_access_needs_trusted_access(organization: Organization) -> None:
    """The features of central root access are off until IAM is trusted, then switched."""
    iam = organization.account.client("iam")
    with pytest.raises(ClientError, match="ServiceAccessNotEnabledException"):
        iam.list_organizations_features()
    organization.client.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    iam.enable_organizations_root_credentials_management()
    iam.enable_organizations_root_sessions()
    features = iam.list_organizations_features()["EnabledFeatures"]
    assert features == ["RootCredentialsManagement", "RootSessions"]


def test_stacksets_access_is_activated(organization: Organization) -> None:
    """Activation shows in the status and as trusted access."""
    client = organization.account.client("cloudformation")
    assert client.describe_organizations_access()["Status"] == "DISABLED"
    client.activate_organizations_access()
    assert client.describe_organizations_access()["Status"] == "ENABLED"
    trusted = organization.client.list_aws_service_access_for_organization()
    principals = [entry["ServicePrincipal"] for entry in trusted["EnabledServicePrincipals"]]
    assert "member.org.stacksets.cloudformation.amazonaws.com" in principals


def test_the_trails_role_is_made_once(management_account: Account) -> None:
    """The service-linked role has CloudTrail's name, and a second one is refused."""
    iam = management_account.client("iam")
    role = iam.create_service_linked_role(AWSServiceName="cloudtrail.amazonaws.com")["Role"]
    assert role["RoleName"] == "AWSServiceRoleForCloudTrail"
    with pytest.raises(ClientError, match="has been taken in this account"):
        iam.create_service_linked_role(AWSServiceName="cloudtrail.amazonaws.com")


def test_alternate_contacts_are_kept_by_account(organization: Organization) -> None:
    """A contact of the management account is its own; a member's needs trusted access."""
    member = organization.member("a", "a@example.com")["AccountId"]
    client = organization.account.client("account")
    contact = {
        "AlternateContactType": "SECURITY",
        "EmailAddress": "security@example.com",
        "Name": "Security",
        "PhoneNumber": "+1 555 0100",
        "Title": "Team",
    }
    client.put_alternate_contact(**contact)
    read = client.get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]
    assert read["EmailAddress"] == "security@example.com"
    with pytest.raises(ClientError, match="AccessDeniedException"):
        client.get_alternate_contact(AlternateContactType="SECURITY", AccountId=member)
    organization.client.enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.get_alternate_contact(AlternateContactType="SECURITY", AccountId=member)
    assert client.get_contact_information()["ContactInformation"]["FullName"]


def test_a_policy_type_can_stay_pending(management_account: Account) -> None:
    """ListRoots says PENDING_ENABLE as often as was set, as on AWS for a while."""
    settings = {"account": management_account.id, "pending_polls": 2}
    management_account.emulator.control("POST", "organizations", settings)
    client = Organization(management_account).client
    seen = [client.list_roots()["Roots"][0]["PolicyTypes"][0]["Status"] for _ in range(3)]
    assert seen == ["PENDING_ENABLE", "PENDING_ENABLE", "ENABLED"]
