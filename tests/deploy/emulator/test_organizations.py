"""Organizations: what AWS refuses is refused, with its code and its reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account

SCP = "SERVICE_CONTROL_POLICY"


def content(size: int = 0) -> str:
    """A service control policy of at least `size` characters."""
    statement = {"Effect": "Deny", "Action": "ec2:StopLogging", "Resource": "*"}
    made = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    filler = "a" * max(0, size - len(made))
    return made.replace("StopLogging", f"StopLogging{filler}")


class Organization:
    """An organization with all service control policies on."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = account.client("organizations")
        self.client.create_organization(FeatureSet="ALL")
        self.root: str = self.client.list_roots()["Roots"][0]["Id"]
        self.client.enable_policy_type(RootId=self.root, PolicyType=SCP)

    def unit(self, name: str, parent: str | None = None) -> str:
        """Create a unit."""
        made = self.client.create_organizational_unit(ParentId=parent or self.root, Name=name)
        return str(made["OrganizationalUnit"]["Id"])

    def policy(self, name: str, text: str | None = None) -> str:
        """Create a policy."""
        made = self.client.create_policy(
            Name=name, Type=SCP, Description="", Content=text or content()
        )
        return str(made["Policy"]["PolicySummary"]["Id"])

    def member(self, name: str, email: str) -> dict[str, Any]:
        """Create an account and wait for the end of its creation."""
        made = self.client.create_account(AccountName=name, Email=email)["CreateAccountStatus"]
        while made["State"] == "IN_PROGRESS":
            made = self.client.describe_create_account_status(CreateAccountRequestId=made["Id"])[
                "CreateAccountStatus"
            ]
        found: dict[str, Any] = made
        return found


@pytest.fixture
def organization(management_account: Account) -> Organization:
    """A new organization."""
    return Organization(management_account)


def deepest(organization: Organization) -> str:
    """The lowest of five units, one below the other."""
    unit = organization.root
    for level in range(5):
        unit = organization.unit(f"Level{level}", unit)
    return unit


def fill(organization: Organization, number: int) -> str:
    """A unit with so many policies attached, FullAWSAccess counted."""
    unit = organization.unit("Full")
    for index in range(number - 1):
        policy = organization.policy(f"p{index}")
        organization.client.attach_policy(PolicyId=policy, TargetId=unit)
    return unit


def _twice(organization: Organization) -> None:
    organization.unit("Same")
    organization.unit("Same")


def _not_empty(organization: Organization) -> None:
    unit = organization.unit("Outer")
    organization.unit("Inner", unit)
    organization.client.delete_organizational_unit(OrganizationalUnitId=unit)


def _too_many(organization: Organization) -> None:
    unit = fill(organization, 10)
    organization.client.attach_policy(PolicyId=organization.policy("more"), TargetId=unit)


def _last(organization: Organization) -> None:
    unit = organization.unit("Bare")
    organization.client.detach_policy(PolicyId="p-FullAWSAccess", TargetId=unit)


def _attached_twice(organization: Organization) -> None:
    policy = organization.policy("p")
    for _ in range(2):
        organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)


def _in_use(organization: Organization) -> None:
    policy = organization.policy("p")
    organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)
    organization.client.delete_policy(PolicyId=policy)


def _same_policy_name(organization: Organization) -> None:
    organization.policy("p")
    organization.policy("p")


def _enabled_twice(organization: Organization) -> None:
    organization.client.enable_policy_type(RootId=organization.root, PolicyType=SCP)


def _type_off(organization: Organization) -> None:
    organization.client.disable_policy_type(RootId=organization.root, PolicyType=SCP)
    policy = organization.policy("p")
    organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)


def _second(organization: Organization) -> None:
    organization.client.create_organization(FeatureSet="ALL")


def _unknown_service(organization: Organization) -> None:
    organization.client.enable_aws_service_access(ServicePrincipal="nowhere.amazonaws.com")


CASES: list[tuple[str, Callable[[Organization], Any], str, str]] = [
    ("two units of one name", _twice, "DuplicateOrganizationalUnitException", ""),
    (
        "sixth level",
        lambda org: org.unit("Six", deepest(org)),
        "ConstraintViolationException",
        "OU_DEPTH_LIMIT_EXCEEDED",
    ),
    (
        "no such parent",
        lambda org: org.unit("X", f"ou-{org.root[2:]}-aaaaaaaa"),
        "ParentNotFoundException",
        "",
    ),
    (
        "name too long",
        lambda org: org.unit("x" * 129),
        "InvalidInputException",
        "MAX_LENGTH_EXCEEDED",
    ),
    ("unit not empty", _not_empty, "OrganizationalUnitNotEmptyException", ""),
    (
        "policy too long",
        lambda org: org.policy("p", content(10_241)),
        "ConstraintViolationException",
        "POLICY_CONTENT_LIMIT_EXCEEDED",
    ),
    (
        "malformed policy",
        lambda org: org.policy("p", "{}"),
        "MalformedPolicyDocumentException",
        "",
    ),
    ("policy name twice", _same_policy_name, "DuplicatePolicyException", ""),
    (
        "one attachment too many",
        _too_many,
        "ConstraintViolationException",
        "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    ),
    (
        "last policy",
        _last,
        "ConstraintViolationException",
        "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
    ),
    ("attached twice", _attached_twice, "DuplicatePolicyAttachmentException", ""),
    ("policy in use", _in_use, "PolicyInUseException", ""),
    ("type enabled twice", _enabled_twice, "PolicyTypeAlreadyEnabledException", ""),
    ("type not enabled", _type_off, "PolicyTypeNotEnabledException", ""),
    ("second organization", _second, "AlreadyInOrganizationException", ""),
    ("unknown service", _unknown_service, "InvalidInputException", ""),
]


@pytest.mark.parametrize(
    ("attempt", "code", "reason"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_what_aws_refuses_is_refused(
    organization: Organization, attempt: Callable[[Organization], Any], code: str, reason: str
) -> None:
    """Each attempt ends in the exception AWS answers, with its reason."""
    with pytest.raises(ClientError) as raised:
        attempt(organization)
    assert raised.value.response["Error"]["Code"] == code
    assert raised.value.response.get("Reason", "") == reason


def test_the_limits_themselves_are_allowed(organization: Organization) -> None:
    """Five levels, 10,240 characters and ten attachments are accepted."""
    deepest(organization)
    organization.policy("long", content(10_240))
    fill(organization, 10)


def test_the_older_quotas_can_be_in_force(management_account: Account) -> None:
    """With the quotas before 2026-05-15 a policy may have 5,120 characters."""
    start = {"account": management_account.id, "quotas": "strict"}
    management_account.emulator.control("POST", "organizations", start)
    organization = Organization(management_account)
    organization.policy("fits", content(5_120))
    with pytest.raises(ClientError, match="5120"):
        organization.policy("long", content(5_121))
    with pytest.raises(ClientError, match="number of policies"):
        fill(organization, 6)


def test_a_policy_type_can_be_on_from_the_start(management_account: Account) -> None:
    """The control endpoint lets an organization start with a policy type enabled."""
    start = {"account": management_account.id, "policy_types": [SCP]}
    management_account.emulator.control("POST", "organizations", start)
    client = management_account.client("organizations")
    client.create_organization(FeatureSet="ALL")
    types = client.list_roots()["Roots"][0]["PolicyTypes"]
    assert types == [{"Type": SCP, "Status": "ENABLED"}]


def test_units_are_renamed_and_emptied(organization: Organization) -> None:
    """A unit may take a name that another parent's unit has, and go when it is empty."""
    first, second = organization.unit("A"), organization.unit("B")
    inner = organization.unit("B", first)
    organization.client.update_organizational_unit(OrganizationalUnitId=second, Name="C")
    for unit in (inner, first):
        organization.client.delete_organizational_unit(OrganizationalUnitId=unit)
    left = organization.client.list_organizational_units_for_parent(ParentId=organization.root)
    assert [unit["Name"] for unit in left["OrganizationalUnits"]] == ["C"]
