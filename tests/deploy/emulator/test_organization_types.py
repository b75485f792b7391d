"""The CloudFormation types of Organizations."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Account
from .stacks import deploy, reasons
from .test_organizations import SCP, Organization

STACK = "guardrails"
STATEMENT = {"Sid": "A", "Effect": "Deny", "Action": "ec2:*", "Resource": "*"}


@pytest.fixture
def organization(management_account: Account) -> Organization:
    """A new organization."""
    return Organization(management_account)


def unit(name: str, parent: Any, **more: Any) -> dict[str, Any]:
    """A unit."""
    return {
        "Type": "AWS::Organizations::OrganizationalUnit",
        "Properties": {"Name": name, "ParentId": parent, **more},
    }


def policy(name: str, targets: list[Any], **more: Any) -> dict[str, Any]:
    """A service control policy."""
    properties = {
        "Name": name,
        "Type": SCP,
        "Content": {"Version": "2012-10-17", "Statement": [STATEMENT]},
        "TargetIds": targets,
        **more,
    }
    return {"Type": "AWS::Organizations::Policy", "Properties": properties}


def attached(organization: Organization, target: str) -> list[str]:
    """The names of the policies attached to a target."""
    found = organization.client.list_policies_for_target(TargetId=target, Filter=SCP)
    return sorted(entry["Name"] for entry in found["Policies"])


def test_a_unit_and_its_policy_are_read_back(organization: Organization) -> None:
    """Every property of the two types is found through the service's own API."""
    tags = [{"Key": "a", "Value": "b"}]
    described = deploy(
        organization.account,
        STACK,
        {
            "Unit": unit("Some", organization.root, Tags=tags),
            "Policy": policy("p", [{"Ref": "Unit"}], Description="why", Tags=tags),
        },
        Outputs={
            "Unit": {"Value": {"Ref": "Unit"}},
            "Policy": {"Value": {"Ref": "Policy"}},
            "Arn": {"Value": {"Fn::GetAtt": ["Unit", "Arn"]}},
        },
    )
    assert reasons(organization.account, STACK) == []
    out = {entry["OutputKey"]: entry["OutputValue"] for entry in described["Outputs"]}
    client = organization.client
    shown = client.describe_policy(PolicyId=out["Policy"])["Policy"]
    made = client.describe_organizational_unit(OrganizationalUnitId=out["Unit"])
    assert made["OrganizationalUnit"] == {"Id": out["Unit"], "Arn": out["Arn"], "Name": "Some"}
    assert (shown["PolicySummary"]["Name"], shown["PolicySummary"]["Description"]) == ("p", "why")
    assert '"Version":"2012-10-17","Statement":[{"Sid":"A"' in shown["Content"]
    assert attached(organization, out["Unit"]) == ["FullAWSAccess", "p"]
    assert [
        client.list_tags_for_resource(ResourceId=out[key])["Tags"] for key in sorted(out)[1:]
    ] == [
        tags,
        tags,
    ]


def test_targets_are_exchanged(organization: Organization) -> None:
    """A policy moved to another unit ends attached there and nowhere else."""
    units = {"A": unit("A", organization.root), "B": unit("B", organization.root)}
    outputs = {name: {"Value": {"Ref": name}} for name in units}
    for target in ("A", "B"):
        resources = {**units, "Policy": policy("p", [{"Ref": target}])}
        described = deploy(organization.account, STACK, resources, Outputs=outputs)
    out = {entry["OutputKey"]: entry["OutputValue"] for entry in described["Outputs"]}
    assert attached(organization, out["A"]) == ["FullAWSAccess"]
    assert attached(organization, out["B"]) == ["FullAWSAccess", "p"]


def test_another_parent_replaces_a_unit(organization: Organization) -> None:
    """A unit under another parent is a new unit; its accounts stay in the retained old one."""
    other = organization.unit("Other")
    kept = {"UpdateReplacePolicy": "Retain"}
    deploy(organization.account, STACK, {"A": {**unit("A", organization.root), **kept}})
    deploy(organization.account, STACK, {"A": {**unit("A", other), **kept}})
    for parent in (organization.root, other):
        found = organization.client.list_organizational_units_for_parent(ParentId=parent)
        assert "A" in [entry["Name"] for entry in found["OrganizationalUnits"]]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(
            lambda org: {"B": unit(org.unit("x") and "x", org.root)},
            "HandlerErrorCode: AlreadyExists",
            id="unit exists",
        ),
        pytest.param(
            lambda org: {"B": policy(org.policy("x") and "x", [org.root])},
            "HandlerErrorCode: AlreadyExists",
            id="policy exists",
        ),
        pytest.param(
            lambda _: {
                "B": policy(
                    "x", [], Content={"Version": "2012-10-17", "Statement": [{"Effect": "Deny"}]}
                )
            },
            "does not meet the requirements",
            id="malformed",
        ),
    ],
)
def test_what_exists_or_is_malformed_fails(
    organization: Organization, make: Any, reason: str
) -> None:
    """A unit or policy that exists is not adopted, and a malformed one not made."""
    described = deploy(organization.account, STACK, make(organization))
    assert described["StackStatus"] == "ROLLBACK_COMPLETE"
    assert reason in reasons(organization.account, STACK)[0]


@pytest.mark.parametrize(
    ("operation", "times", "ends"),
    [
        pytest.param("CreateOrganizationalUnit", 3, "CREATE_COMPLETE", id="three conflicts"),
        pytest.param("CreateOrganizationalUnit", 4, "ROLLBACK_COMPLETE", id="four conflicts"),
        pytest.param("AttachPolicy", 11, "CREATE_COMPLETE", id="eleven on attaching"),
    ],
)
def test_handlers_retry_as_often_as_on_aws(
    organization: Organization, operation: str, times: int, ends: str
) -> None:
    """Creating calls are retried three times, others eleven times, then the stack fails."""
    fault = {
        "service": "organizations",
        "operation": operation,
        "code": "ConcurrentModificationException",
        "times": times,
    }
    organization.account.emulator.control("POST", "faults", [fault])
    resources = {"A": unit("A", organization.root), "P": policy("p", [organization.root])}
    assert deploy(organization.account, STACK, resources)["StackStatus"] == ends
