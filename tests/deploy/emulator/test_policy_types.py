"""Policies of every type: what Organizations refuses, and what CloudFormation deploys."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .stacks import deploy, reasons
from .test_organization_types import unit
from .test_organizations import Organization

RCP = "RESOURCE_CONTROL_POLICY"
EC2 = "DECLARATIVE_POLICY_EC2"
S3 = "S3_POLICY"
AI = "AISERVICES_OPT_OUT_POLICY"
TAG = "TAG_POLICY"
MESSAGE = "Ask the platform team."
CONTENTS: dict[str, dict[str, Any]] = {
    RCP: {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}],
    },
    EC2: {
        "ec2_attributes": {
            "exception_message": {"@@assign": MESSAGE},
            "serial_console_access": {"status": {"@@assign": "disabled"}},
        }
    },
    S3: {"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}},
    AI: {"services": {"default": {"opt_out_policy": {"@@assign": "optOut"}}}},
    TAG: {"tags": {"team": {"tag_key": {"@@assign": "Team"}}}},
}


@pytest.fixture
def organization(management_account: Account) -> Organization:
    """A new organization with every policy type on."""
    made = Organization(management_account)
    for kind in CONTENTS:
        made.client.enable_policy_type(RootId=made.root, PolicyType=kind)
    return made


def create(organization: Organization, kind: str, content: str = "", name: str = "p") -> str:
    """Create a policy."""
    made = organization.client.create_policy(
        Name=name, Type=kind, Description="", Content=content or json.dumps(CONTENTS[kind])
    )
    return str(made["Policy"]["PolicySummary"]["Id"])


def attached(organization: Organization, target: str, kind: str) -> list[str]:
    """The names of the policies of a type attached to a target."""
    found = organization.client.list_policies_for_target(TargetId=target, Filter=kind)
    return sorted(entry["Name"] for entry in found["Policies"])


def padded(kind: str, size: int) -> str:
    """A policy of a type with so many characters."""
    text = json.dumps(CONTENTS[kind])
    return text + " " * (size - len(text))


def test_every_type_is_deployed_and_read_back(organization: Organization) -> None:
    """A stack creates a policy of each type on a unit, changes it and deletes it again."""
    outputs = {"Unit": {"Value": {"Ref": "Unit"}}}
    resources: dict[str, Any] = {"Unit": unit("Some", organization.root)}
    for kind, content in CONTENTS.items():
        properties = {"Name": kind, "Type": kind, "Content": content}
        resources[kind.replace("_", "")] = {
            "Type": "AWS::Organizations::Policy",
            "Properties": {**properties, "TargetIds": [{"Ref": "Unit"}]},
        }
    described = deploy(organization.account, "policies", resources, Outputs=outputs)
    assert reasons(organization.account, "policies") == []
    (output,) = described["Outputs"]
    for kind, content in CONTENTS.items():
        managed = ["RCPFullAWSAccess"] if kind == RCP else []
        assert attached(organization, output["OutputValue"], kind) == sorted([kind, *managed])
        (own,) = [
            one
            for one in organization.client.list_policies(Filter=kind)["Policies"]
            if not one["AwsManaged"]
        ]
        shown = organization.client.describe_policy(PolicyId=own["Id"])["Policy"]
        assert json.loads(shown["Content"]) == content
        assert f"/{kind.lower()}/" in own["Arn"]
    deploy(organization.account, "policies", {"Unit": resources["Unit"]}, Outputs=outputs)
    for kind in CONTENTS:
        managed = ["RCPFullAWSAccess"] if kind == RCP else []
        assert attached(organization, output["OutputValue"], kind) == managed


@pytest.mark.parametrize(
    ("kind", "characters", "attachments"),
    [
        pytest.param(RCP, 5_120, 4, id="resource control, the managed one counted"),
        pytest.param(EC2, 10_000, 10, id="EC2"),
        pytest.param(S3, 10_000, 10, id="S3"),
        pytest.param(AI, 2_500, 5, id="AI opt-out"),
        pytest.param(TAG, 10_000, 10, id="tags"),
    ],
)
def test_quotas_of_each_type(
    organization: Organization, kind: str, characters: int, attachments: int
) -> None:
    """A policy takes so many characters and a target so many policies, and not one more."""
    create(organization, kind, padded(kind, characters), "long")
    with pytest.raises(ClientError, match="maximum policy size"):
        create(organization, kind, padded(kind, characters + 1), "longer")
    made = [create(organization, kind, name=f"p{number}") for number in range(attachments + 1)]
    for policy in made[:-1]:
        organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)
    with pytest.raises(ClientError, match="number of policies that can be attached"):
        organization.client.attach_policy(PolicyId=made[-1], TargetId=organization.root)


def test_an_organization_has_so_many_policies_of_a_type(organization: Organization) -> None:
    """One policy more than the quota is refused; AWS's own ones are not counted."""
    start = {"account": organization.account.id, "quotas": {"other_policies": 1}}
    organization.account.emulator.control("POST", "organizations", start)
    create(organization, RCP)
    with pytest.raises(ClientError, match="allowed number of policies"):
        create(organization, RCP, name="q")


def test_the_managed_policy_is_everywhere_and_stays(organization: Organization) -> None:
    """RCPFullAWSAccess is on root, units and accounts by itself and cannot be detached."""
    targets = [organization.root, organization.unit("Some"), organization.account.id]
    for target in targets:
        assert attached(organization, target, RCP) == ["RCPFullAWSAccess"]
        with pytest.raises(ClientError) as raised:
            organization.client.detach_policy(PolicyId="p-RCPFullAWSAccess", TargetId=target)
        assert raised.value.response["Error"]["Code"] == "InvalidInputException"


def test_a_type_switched_off_detaches_its_policies(organization: Organization) -> None:
    """Disabling detaches everything of the type; enabling brings the managed policy alone back."""
    policy = create(organization, RCP)
    organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)
    organization.client.disable_policy_type(RootId=organization.root, PolicyType=RCP)
    assert attached(organization, organization.root, RCP) == []
    organization.client.enable_policy_type(RootId=organization.root, PolicyType=RCP)
    assert attached(organization, organization.root, RCP) == ["RCPFullAWSAccess"]
    organization.client.delete_policy(PolicyId=policy)


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_policy_of_another_type_is_malformed(organization: Organization, kind: str) -> None:
    """No type takes what another type is written as."""
    foreign = CONTENTS[TAG if kind != TAG else S3]
    with pytest.raises(ClientError) as raised:
        create(organization, kind, json.dumps(foreign))
    assert raised.value.response["Error"]["Code"] == "MalformedPolicyDocumentException"


def test_effective_policy_of_a_member(organization: Organization) -> None:
    """An account inherits from the root, and its unit's policy assigns anew."""
    client, account = organization.client, organization.member("m", "m@example.com")["AccountId"]
    some = organization.unit("Some")
    client.move_account(
        AccountId=account, SourceParentId=organization.root, DestinationParentId=some
    )
    with pytest.raises(ClientError, match="EffectivePolicyNotFoundException"):
        client.describe_effective_policy(PolicyType=AI, TargetId=account)
    client.attach_policy(PolicyId=create(organization, AI), TargetId=organization.root)
    own = {"services": {"default": {"opt_out_policy": {"@@assign": "optIn"}}}}
    client.attach_policy(PolicyId=create(organization, AI, json.dumps(own), "q"), TargetId=some)
    found = client.describe_effective_policy(PolicyType=AI, TargetId=account)["EffectivePolicy"]
    assert (found["TargetId"], found["PolicyType"]) == (account, AI)
    assert json.loads(found["PolicyContent"]) == {
        "services": {"default": {"opt_out_policy": "optIn"}}
    }
    member = Account(organization.account.emulator, account).client("organizations")
    assert member.describe_effective_policy(PolicyType=AI)["EffectivePolicy"] == found
    for target, code in (
        (organization.account.id, "AccessDeniedException"),
        (organization.root, "AccessDeniedException"),
    ):
        with pytest.raises(ClientError, match=code):
            member.describe_effective_policy(PolicyType=AI, TargetId=target)
    with pytest.raises(ClientError, match="InvalidInputException"):
        client.describe_effective_policy(PolicyType=AI, TargetId=organization.root)
