"""Service control policies, from the account up to the root, on real calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from .loopback import (
    Credentials,
    account_key,
    attach_scp,
    client,
    organization,
    refusal_of,
    session_of,
)
from .people import unused_account

_TRUST = (
    '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",'
    ' "Principal": {"AWS": "arn:aws:iam::%s:root"}}}'
)
_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
_LEAVE: dict[str, Any] = {
    "Sid": "DenyLeaveOrganization",
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*",
}
_REGIONS: dict[str, Any] = {
    "Sid": "DenyOtherRegions",
    "Effect": "Deny",
    "NotAction": ["iam:*", "organizations:*", "sts:*"],
    "Resource": "*",
    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1"]}},
}
_PATH: dict[str, Any] = {
    "Sid": "ProtectBaselineRoles",
    "Effect": "Deny",
    "Action": ["iam:*"],
    "Resource": ["arn:aws:iam::*:role/baseline/*", "arn:aws:iam::*:role/Trusted"],
    "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/baseline/deployer"}},
}
_ROOT: dict[str, Any] = {
    "Sid": "DenyMemberRootUser",
    "Effect": "Deny",
    "Action": "*",
    "Resource": "*",
    "Condition": {
        "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"},
        "Null": {"aws:AssumedRoot": "true"},
    },
}


@dataclass
class World:
    """An organization with one member under a unit, and an administrator in the member."""

    management: str
    backend: Any
    member: str
    unit: str
    admin: Credentials

    @property
    def root(self) -> str:
        """Return the id of the organization's root."""
        return str(self.backend.org.root_id)


@pytest.fixture
def world() -> Iterator[World]:
    """Make a fresh organization under a management account of its own."""
    management = unused_account()
    backend, (member,) = organization(management)
    unit = backend.create_organizational_unit(ParentId=backend.org.root_id, Name="Workloads")
    unit_id = unit["OrganizationalUnit"]["Id"]
    backend.move_account(
        AccountId=member, SourceParentId=backend.org.root_id, DestinationParentId=unit_id
    )
    admin = role_session(management, member, "app-admin")
    yield World(management, backend, member, unit_id, admin)


def role_session(management: str, account: str, name: str, path: str = "/") -> Credentials:
    """Make a role with AdministratorAccess in an account and assume it from management."""
    iam = client("iam", account_key(account), judged=False)
    iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=_TRUST % management)
    iam.attach_role_policy(RoleName=name, PolicyArn=_ADMINISTRATOR)
    sts = client("sts", account_key(management))
    arn = f"arn:aws:iam::{account}:role{path}{name}"
    return session_of(sts.assume_role(RoleArn=arn, RoleSessionName="try"))


def test_denied_call_names_principal_action_policy_and_statement(world: World) -> None:
    """A refusal says who, what, on what, by which policy and which statement of it."""
    made = client("organizations", world.admin)
    assert refusal_of(made, "LeaveOrganization") is None
    policy = attach_scp(world.backend, world.root, _LEAVE)
    organization_id = world.backend.org.id
    assert refusal_of(made, "LeaveOrganization") == (
        f"AccessDeniedException: User: arn:aws:sts::{world.member}:assumed-role/app-admin/try "
        "is not authorized to perform: organizations:LeaveOrganization on resource: * "
        "with an explicit deny in a service control policy: "
        f"arn:aws:organizations::{world.management}:policy/{organization_id}"
        f"/service_control_policy/{policy} (statement DenyLeaveOrganization)"
    )


@pytest.mark.parametrize("level", ["root", "unit", "member"])
def test_deny_counts_at_every_level(world: World, level: str) -> None:
    """An SCP on the root, a unit or the account itself binds the account, until detached."""
    target = getattr(world, level)
    policy = attach_scp(world.backend, target, _REGIONS)
    away, home = (client("ec2", world.admin, region=name) for name in ("us-west-2", "eu-west-1"))
    assert "DenyOtherRegions" in str(refusal_of(away, "DescribeVpcs"))
    assert refusal_of(home, "DescribeVpcs") is None
    world.backend.detach_policy(PolicyId=policy, TargetId=target)
    assert refusal_of(away, "DescribeVpcs") is None


def test_global_service_is_in_its_own_region(world: World) -> None:
    """Organizations and IAM count as us-east-1, whatever region the client was made for."""
    allowed = {**_REGIONS, "NotAction": "ec2:*"}
    attach_scp(world.backend, world.root, allowed)
    made = client("iam", world.admin, region="eu-west-1")
    assert "DenyOtherRegions" in str(refusal_of(made, "ListRoles"))


@pytest.mark.parametrize("level", ["root", "unit", "member"])
def test_every_level_needs_an_allow(world: World, level: str) -> None:
    """Without FullAWSAccess at one level nothing is allowed, and the refusal names it."""
    target = getattr(world, level)
    attach_scp(world.backend, target, {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    made = client("ec2", world.admin)
    assert refusal_of(made, "DescribeVpcs") is None
    world.backend.detach_policy(PolicyId="p-FullAWSAccess", TargetId=target)
    assert f"no service control policy allows the ec2:DescribeVpcs action (at {target})" in str(
        refusal_of(made, "DescribeVpcs")
    )
    assert refusal_of(client("s3", world.admin), "ListBuckets") is None


def test_role_is_compared_by_its_role_arn_with_path(world: World) -> None:
    """aws:PrincipalArn is the role's ARN with its path, never the session's."""
    attach_scp(world.backend, world.root, _PATH)
    exempt = role_session(world.management, world.member, "deployer", "/baseline/")
    given = {"RoleName": "app", "Path": "/baseline/", "AssumeRolePolicyDocument": _TRUST % "1"}
    assert "ProtectBaselineRoles" in str(
        refusal_of(client("iam", world.admin), "CreateRole", **given)
    )
    assert refusal_of(client("iam", exempt), "CreateRole", **given) is None
    change = {"RoleName": "deployer", "PolicyDocument": _TRUST % "1"}
    assert "ProtectBaselineRoles" in str(
        refusal_of(client("iam", world.admin), "UpdateAssumeRolePolicy", **change)
    )


def test_scps_bind_a_members_root_user_but_not_the_management_account(world: World) -> None:
    """A bare key of the member is its root user; of management it is the exempt operator."""
    attach_scp(world.backend, world.root, _ROOT)
    member = client("s3", account_key(world.member))
    assert "DenyMemberRootUser" in str(refusal_of(member, "ListBuckets"))
    assert refusal_of(client("s3", account_key(world.management)), "ListBuckets") is None
    assert refusal_of(client("s3", world.admin), "ListBuckets") is None


def test_central_root_session_is_told_from_the_root_user(world: World) -> None:
    """A session marked as AssumedRoot escapes a deny that excepts aws:AssumedRoot."""
    from ministack.services import sts

    attach_scp(world.backend, world.root, _ROOT)
    session = {
        "Arn": f"arn:aws:iam::{world.member}:root",
        "AccountId": world.member,
        "PrincipalType": "Root",
        "SecretAccessKey": "secret",
        "SessionToken": "token",
        "AssumedRoot": True,
    }
    key = f"ASIAROOT{world.member}"
    sts.register_session(key, session)
    credentials = {
        "aws_access_key_id": key,
        "aws_secret_access_key": "secret",
        "aws_session_token": "token",
    }
    assert refusal_of(client("s3", credentials), "ListBuckets") is None


def test_service_linked_role_is_not_bound(world: World) -> None:
    """SCPs never bind a service-linked role."""
    attach_scp(world.backend, world.root, {**_LEAVE, "Action": "*"})
    path = "/aws-service-role/cloudtrail.amazonaws.com/"
    linked = role_session(world.management, world.member, "AWSServiceRoleForCloudTrail", path)
    assert refusal_of(client("ec2", linked), "DescribeVpcs") is None
    assert refusal_of(client("ec2", world.admin), "DescribeVpcs") is not None


def test_policy_type_that_is_off_has_no_force(world: World) -> None:
    """With SERVICE_CONTROL_POLICY disabled at the root, attached SCPs mean nothing."""
    attach_scp(world.backend, world.root, _LEAVE)
    made = client("organizations", world.admin)
    assert refusal_of(made, "LeaveOrganization") is not None
    world.backend.disable_policy_type(RootId=world.root, PolicyType="SERVICE_CONTROL_POLICY")
    assert refusal_of(made, "LeaveOrganization") is None


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ({"StringEquals": {"ec2:InstanceType": "m5.large"}}, "ec2:InstanceType"),
        ({"StringSoundsLike": {"aws:PrincipalArn": "x"}}, "StringSoundsLike"),
    ],
    ids=["key", "operator"],
)
def test_policy_that_cannot_be_judged_refuses(
    world: World, condition: dict[str, Any], why: str
) -> None:
    """A statement on a key or operator that the emulator lacks is never let through."""
    policy = attach_scp(world.backend, world.root, {**_LEAVE, "Condition": condition})
    message = refusal_of(client("organizations", world.admin), "LeaveOrganization")
    assert message is not None
    assert "the emulator refuses what it cannot judge" in message
    assert why in message
    assert policy in message
