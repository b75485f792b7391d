"""The small settings that moto answers: policy types, trusted access, the trail's role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from botocore.exceptions import ClientError

from baseline.runtime.errors import NotFinishedError, SettingError
from baseline.runtime.settings import policy_types, trail_service_linked_role, trusted_access

from .world import World

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

SCP: Final = "SERVICE_CONTROL_POLICY"
TAG: Final = "TAG_POLICY"
CLOUDTRAIL, ACCOUNT = "cloudtrail.amazonaws.com", "account.amazonaws.com"
ROLE = trail_service_linked_role.ROLE


@pytest.mark.parametrize("starts_enabled", [True, False], ids=["enabled", "disabled"])
def test_policy_types_of_both_starts(
    world: World, root_id: str, organizations: OrganizationsClient, starts_enabled: bool
) -> None:
    """Whether SCPs start enabled or not, the end is the same and a second run changes nothing."""
    if starts_enabled:
        organizations.enable_policy_type(RootId=root_id, PolicyType=SCP)
    properties = {"RootId": root_id, "PolicyTypes": [SCP, TAG]}

    assert world.apply(policy_types, properties) == {}
    assert len(world.changes()) == (1 if starts_enabled else 2)
    assert policy_types.read(world.session(), properties) == {SCP: "ENABLED", TAG: "ENABLED"}

    world.apply(policy_types, properties)
    assert world.changes() == []


def _roots(root_id: str, status: str | None) -> dict[str, object]:
    types = [] if status is None else [{"Type": SCP, "Status": status}]
    return {"Roots": [{"Id": root_id, "PolicyTypes": types}]}


@pytest.mark.parametrize("shown", ["PENDING_ENABLE", "PENDING_DISABLE", None])
def test_policy_type_is_waited_for(world: World, root_id: str, shown: str | None) -> None:
    """A policy type on its way, or not listed yet, is asked for until it is enabled."""
    world.faults.answer("organizations.ListRoots", _roots(root_id, shown), times=3)

    world.apply(policy_types, {"RootId": root_id, "PolicyTypes": [SCP]})

    assert policy_types.read(world.session(), {"RootId": root_id, "PolicyTypes": [SCP]}) == {
        SCP: "ENABLED"
    }
    assert len(world.time.slept) >= 3


def test_policy_type_enabled_by_somebody_else_is_success(
    world: World, root_id: str, organizations: OrganizationsClient
) -> None:
    """That a type is enabled already is what was wanted."""
    organizations.enable_policy_type(RootId=root_id, PolicyType=SCP)
    world.faults.answer("organizations.ListRoots", _roots(root_id, None))

    world.apply(policy_types, {"RootId": root_id, "PolicyTypes": [SCP]})

    assert world.changes() == ["organizations.EnablePolicyType"]


def test_policy_type_that_never_comes_is_told(world: World, root_id: str) -> None:
    """When time runs out the text names the type and its status."""
    answer = _roots(root_id, "PENDING_ENABLE")
    world.faults.answer("organizations.ListRoots", answer, times=99)

    with pytest.raises(NotFinishedError, match=f"{SCP} is PENDING_ENABLE after"):
        world.apply(policy_types, {"RootId": root_id, "PolicyTypes": [SCP]})


def test_unknown_policy_type_rises(world: World, root_id: str) -> None:
    """A type that AWS does not take is not retried."""
    with pytest.raises(ClientError, match="InvalidInputException"):
        world.apply(policy_types, {"RootId": root_id, "PolicyTypes": ["NO_SUCH_POLICY"]})
    assert world.changes() == ["organizations.EnablePolicyType"]


@pytest.mark.usefixtures("root_id")
def test_unknown_root_is_told(world: World) -> None:
    """A root that is not there is named."""
    with pytest.raises(SettingError, match=r"no such root \(got 'r-zzzz'\)"):
        world.apply(policy_types, {"RootId": "r-zzzz", "PolicyTypes": [SCP]})


@pytest.mark.usefixtures("root_id")
def test_trusted_access_is_added_only(world: World, organizations: OrganizationsClient) -> None:
    """Missing services are added, others stay, and a second run changes nothing."""
    organizations.enable_aws_service_access(ServicePrincipal="ram.amazonaws.com")
    organizations.enable_aws_service_access(ServicePrincipal=ACCOUNT)
    properties = {"ServicePrincipals": [CLOUDTRAIL, ACCOUNT]}
    assert trusted_access.read(world.session(), properties) == {CLOUDTRAIL: False, ACCOUNT: True}

    assert world.apply(trusted_access, properties) == {}
    assert world.changes() == ["organizations.EnableAWSServiceAccess"]

    assert world.apply(trusted_access, properties) == {}
    assert world.changes() == []
    services = organizations.list_aws_service_access_for_organization()
    names = {one["ServicePrincipal"] for one in services["EnabledServicePrincipals"]}
    assert names == {CLOUDTRAIL, ACCOUNT, "ram.amazonaws.com"}


def test_trail_role_is_created_where_it_is_missing(world: World) -> None:
    """The role is created for CloudTrail where there is none."""
    assert trail_service_linked_role.read(world.session(), {}) == {ROLE: False}

    world.apply(trail_service_linked_role, {})

    assert world.changes() == ["iam.CreateServiceLinkedRole"]
    roles = world.session().client("iam").list_roles(PathPrefix="/aws-service-role/")["Roles"]
    assert [role["Path"] for role in roles] == [f"/aws-service-role/{CLOUDTRAIL}/"]


def test_trail_role_that_exists_is_left(world: World) -> None:
    """Where the role exists nothing is changed."""
    world.session().client("iam").create_role(
        RoleName=ROLE, Path=f"/aws-service-role/{CLOUDTRAIL}/", AssumeRolePolicyDocument="{}"
    )

    assert world.apply(trail_service_linked_role, {}) == {}
    assert world.calls == ["iam.GetRole"]


def test_trail_role_that_appears_meanwhile_is_success(world: World) -> None:
    """AWS's refusal of a name that is taken means that the role is there."""
    world.faults.fail(
        "iam.CreateServiceLinkedRole",
        "InvalidInput",
        message=f"Service role name {ROLE} has been taken in this account.",
    )

    assert world.apply(trail_service_linked_role, {}) == {}


@pytest.mark.parametrize(
    ("operation", "code"),
    [("iam.CreateServiceLinkedRole", "InvalidInput"), ("iam.GetRole", "ValidationError")],
)
def test_other_refusals_of_the_role_rise(world: World, operation: str, code: str) -> None:
    """Another error about the role is not taken for its existence."""
    world.faults.fail(operation, code)

    with pytest.raises(ClientError, match=code):
        world.apply(trail_service_linked_role, {})
