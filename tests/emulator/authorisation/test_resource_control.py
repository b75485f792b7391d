"""Resource control policies, on whom and on what they count."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from emulator.authorisation import resource_control, services
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context

from .loopback import account_key, client, organization, refusal_of
from .people import unused_account
from .test_service_control import role_session

RCP = "RESOURCE_CONTROL_POLICY"


@dataclass
class World:
    """An organization with resource control policies on, and one member under a unit."""

    management: str
    backend: Any
    member: str
    unit: str

    @property
    def root(self) -> str:
        """Return the id of the organization's root."""
        return str(self.backend.org.root_id)

    def attach(self, target: str, *statements: Mapping[str, Any]) -> str:
        """Attach a resource control policy and return its id."""
        document = {"Version": "2012-10-17", "Statement": list(statements)}
        made = self.backend.create_policy(
            Name=f"rcp-{len(self.backend.policies)}",
            Description="",
            Type=RCP,
            Content=json.dumps(document),
        )
        name = str(made["Policy"]["PolicySummary"]["Id"])
        self.backend.attach_policy(PolicyId=name, TargetId=target)
        return name

    def identities_only(self, *actions: str) -> dict[str, Any]:
        """Deny the actions to identities of other organizations, AWS services excepted."""
        return deny(
            *actions,
            StringNotEqualsIfExists={"aws:PrincipalOrgID": self.backend.org.id},
            BoolIfExists={"aws:PrincipalIsAWSService": "false"},
        )

    def bucket(self, name: str, owner: str) -> str:
        """Make a bucket open to all, and return its name."""
        s3 = client("s3", account_key(owner), judged=False)
        where = {"LocationConstraint": "eu-west-1"}
        s3.create_bucket(Bucket=name, CreateBucketConfiguration=where)
        everybody = {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
            },
        }
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps(everybody))
        return name


def deny(*actions: str, **condition: Any) -> dict[str, Any]:
    """A statement of a resource control policy."""
    made: dict[str, Any] = {
        "Sid": "Only",
        "Effect": "Deny",
        "Principal": "*",
        "Action": list(actions),
        "Resource": "*",
    }
    return {**made, "Condition": condition} if condition else made


@pytest.fixture
def world() -> World:
    """Make a fresh organization under a management account of its own."""
    management = unused_account()
    backend, (member,) = organization(management)
    backend.enable_policy_type(RootId=backend.org.root_id, PolicyType=RCP)
    made = backend.create_organizational_unit(ParentId=backend.org.root_id, Name="Workloads")
    unit = made["OrganizationalUnit"]["Id"]
    backend.move_account(
        AccountId=member, SourceParentId=backend.org.root_id, DestinationParentId=unit
    )
    return World(management, backend, member, unit)


def reason(action: str, resource: str, caller: str = "444455556666") -> str | None:
    """Why an access of an account is refused."""
    return resource_control.denial(Access(action, resource), Context({}, dict), caller)


@pytest.mark.parametrize("level", ["root", "unit", "member"])
def test_deny_counts_at_every_level_of_the_owner(world: World, level: str) -> None:
    """A policy on the root, a unit or the account itself binds the account's resources."""
    policy = world.attach(getattr(world, level), deny("sqs:SendMessage"))
    queue = f"arn:aws:sqs:eu-west-1:{world.member}:orders"
    assert reason("sqs:SendMessage", queue) == (
        "with an explicit deny in a resource control policy: "
        f"arn:aws:organizations::{world.management}:policy/{world.backend.org.id}"
        f"/resource_control_policy/{policy} (statement Only)"
    )
    assert reason("sqs:ReceiveMessage", queue) is None


def test_what_resource_control_policies_never_reach(world: World) -> None:
    """Management's resources, other services, RetireGrant and service-linked roles stay free."""
    world.attach(world.root, deny("sqs:*", "ec2:*", "kms:*", "sts:*"))
    here = f"eu-west-1:{world.member}"
    linked = f"arn:aws:iam::{world.member}:role/aws-service-role/x.amazonaws.com/Linked"
    assert reason("sqs:SendMessage", f"arn:aws:sqs:{here}:orders") is not None
    assert reason("sqs:SendMessage", f"arn:aws:sqs:eu-west-1:{world.management}:orders") is None
    assert reason("sqs:SendMessage", "arn:aws:sqs:eu-west-1:444455556666:orders") is None
    assert reason("ec2:RunInstances", f"arn:aws:ec2:{here}:instance/i-1") is None
    assert reason("kms:RetireGrant", f"arn:aws:kms:{here}:key/k") is None
    assert reason("sts:AssumeRole", f"arn:aws:iam::{world.member}:role/Some") is not None
    assert reason("sts:AssumeRole", linked) is None


def test_aws_managed_keys_stay_free(world: World) -> None:
    """A key under an alias/aws/ name is AWS's own, and no policy binds its use."""
    world.attach(world.root, deny("kms:*"))
    made = client("kms", account_key(world.member), judged=False)
    own, managed = (made.create_key()["KeyMetadata"]["Arn"] for _ in range(2))
    from ministack.core.responses import request_scope
    from ministack.services import kms

    with request_scope(world.member, "eu-west-1"):
        kms._aliases["alias/aws/s3"] = managed.rpartition("/")[2]
    assert reason("kms:Decrypt", own) is not None
    assert reason("kms:Decrypt", managed) is None


def test_policy_type_that_is_off_has_no_force(world: World) -> None:
    """With RESOURCE_CONTROL_POLICY disabled at the root, attached policies mean nothing."""
    world.attach(world.root, deny("sqs:*"))
    queue = f"arn:aws:sqs:eu-west-1:{world.member}:orders"
    assert reason("sqs:SendMessage", queue) is not None
    world.backend.disable_policy_type(RootId=world.root, PolicyType=RCP)
    assert reason("sqs:SendMessage", queue) is None


def test_without_a_resource_the_callers_own_policies_count(world: World) -> None:
    """An action that names no resource is judged by the policies of the calling account."""
    world.attach(world.root, deny("s3:ListAllMyBuckets"))
    assert reason("s3:ListAllMyBuckets", "*", world.member) is not None
    assert reason("s3:ListAllMyBuckets", "*", world.management) is None


def test_caller_of_another_organization_is_refused(world: World) -> None:
    """An open bucket of a member takes members and management, and no outsider."""
    name = world.bucket(f"open-{world.member}", world.member)
    outsider_management = unused_account()
    _, (outsider,) = organization(outsider_management)
    guest = client("s3", role_session(outsider_management, outsider, "guest"))
    insider = client("s3", role_session(world.management, world.member, "app"))
    operator = client("s3", account_key(world.management))
    stranger = client("s3", account_key(unused_account()))
    assert refusal_of(guest, "ListObjectsV2", Bucket=name) is None
    world.attach(world.root, world.identities_only("s3:*"))
    for outside in (guest, stranger):
        message = str(refusal_of(outside, "ListObjectsV2", Bucket=name))
        assert "with an explicit deny in a resource control policy" in message
    for inside in (insider, operator):
        assert refusal_of(inside, "ListObjectsV2", Bucket=name) is None


def test_buckets_of_the_management_account_are_not_bound(world: World) -> None:
    """The same policy lets an outsider into an open bucket of the management account."""
    name = world.bucket(f"open-{world.management}", world.management)
    outsider_management = unused_account()
    _, (outsider,) = organization(outsider_management)
    guest = client("s3", role_session(outsider_management, outsider, "guest"))
    world.attach(world.root, world.identities_only("s3:*"))
    assert refusal_of(guest, "ListObjectsV2", Bucket=name) is None


def test_service_linked_role_is_not_bound(world: World) -> None:
    """Resource control policies bind a root user, but never a service-linked role."""
    name = world.bucket(f"linked-{world.member}", world.member)
    path = "/aws-service-role/cloudtrail.amazonaws.com/"
    linked = role_session(world.management, world.member, "AWSServiceRoleForCloudTrail", path)
    world.attach(world.root, deny("s3:ListBucket"))
    assert refusal_of(client("s3", linked), "ListObjectsV2", Bucket=name) is None
    root_user = client("s3", account_key(world.member))
    assert refusal_of(root_user, "ListObjectsV2", Bucket=name) is not None


def test_request_in_the_clear_is_told_from_tls(world: World) -> None:
    """A request counts as TLS unless it says that it came in the clear."""
    name = world.bucket(f"clear-{world.member}", world.member)
    world.attach(world.root, deny("s3:*", Bool={"aws:SecureTransport": "false"}))
    made = client("s3", account_key(world.member))
    assert refusal_of(made, "ListObjectsV2", Bucket=name) is None

    def in_the_clear(request: Any, **_: Any) -> None:
        request.headers["X-Forwarded-Proto"] = "http"

    made.meta.events.register("before-sign.s3", in_the_clear)
    assert "resource control policy" in str(refusal_of(made, "ListObjectsV2", Bucket=name))


def test_statement_that_cannot_be_judged_refuses(world: World) -> None:
    """A policy on a key the emulator cannot fill in refuses, and names the key."""
    name = world.bucket(f"unknown-{world.member}", world.member)
    world.attach(world.root, deny("s3:*", StringEquals={"s3:TlsVersion": "1.1"}))
    message = refusal_of(client("s3", account_key(world.member)), "ListObjectsV2", Bucket=name)
    assert "the emulator refuses what it cannot judge" in str(message)
    assert "s3:TlsVersion" in str(message)


@pytest.mark.parametrize("of_the_organization", [True, False], ids=["ours", "another's"])
def test_services_are_bound_by_whom_they_act_for(world: World, of_the_organization: bool) -> None:
    """A service may write for an account of the organization and for no other one."""
    confused = deny(
        "sqs:*",
        StringNotEqualsIfExists={"aws:SourceOrgID": world.backend.org.id},
        Null={"aws:SourceAccount": "false"},
        Bool={"aws:PrincipalIsAWSService": "true"},
    )
    world.attach(world.root, confused)
    queue = f"arn:aws:sqs:eu-west-1:{world.member}:orders"
    document = {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue,
        },
    }
    source = world.management if of_the_organization else "444455556666"
    access = Access("sqs:SendMessage", queue)
    answer = services.lets(document, "s3.amazonaws.com", access, {"aws:sourceaccount": source})
    assert answer is of_the_organization
