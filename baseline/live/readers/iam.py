"""Reads IAM roles and managed policies."""

from __future__ import annotations

from typing import Any

from baseline.live.clients import Clients
from baseline.live.observed import Observed, Question, State


def read_role(question: Question) -> Observed:
    """Read a role; policies that the template does not give it are told as a state.

    Of the attached policies, `ManagedPolicyArns` holds those that the template asks of the role
    itself: others are attached from the policy's side and looked at for the role as a whole.
    """
    clients, name = question.clients, question.physical_id
    role = clients["iam"].get_role(RoleName=name)["Role"]
    attached = [
        policy["PolicyArn"]
        for policy in clients.pages(
            "iam", "list_attached_role_policies", "AttachedPolicies", RoleName=name
        )
    ]
    inline = _inline_policies(clients, name)
    asked = question.desired.get("ManagedPolicyArns", attached)
    return Observed(
        properties={
            "AssumeRolePolicyDocument": role["AssumeRolePolicyDocument"],
            "Description": role.get("Description"),
            "ManagedPolicyArns": [arn for arn in attached if arn in asked],
            "MaxSessionDuration": role.get("MaxSessionDuration"),
            "Path": role["Path"],
            "PermissionsBoundary": role.get("PermissionsBoundary", {}).get(
                "PermissionsBoundaryArn"
            ),
            "Policies": inline,
            "RoleName": role["RoleName"],
            "Tags": list(clients.pages("iam", "list_role_tags", "Tags", RoleName=name)),
        },
        attributes={"Arn": role["Arn"], "RoleId": role["RoleId"]},
        states=(
            State(
                "inline policies",
                sorted(each["PolicyName"] for each in question.desired.get("Policies", ())),
                sorted(each["PolicyName"] for each in inline),
            ),
        ),
    )


def attached_policies(clients: Clients, role_name: str) -> list[str]:
    """Return the ARNs of all managed policies that a role has, sorted."""
    policies = clients.pages(
        "iam", "list_attached_role_policies", "AttachedPolicies", RoleName=role_name
    )
    return sorted(policy["PolicyArn"] for policy in policies)


def read_managed_policy(question: Question) -> Observed:
    """Read a managed policy: its default version and everything it is attached to."""
    clients, arn = question.clients, question.physical_id
    policy = clients["iam"].get_policy(PolicyArn=arn)["Policy"]
    version = clients["iam"].get_policy_version(
        PolicyArn=arn, VersionId=policy["DefaultVersionId"]
    )["PolicyVersion"]
    entities: dict[str, list[str]] = {"Role": [], "Group": [], "User": []}
    paginator = clients["iam"].get_paginator("list_entities_for_policy")
    for page in paginator.paginate(PolicyArn=arn):
        for kind, names in entities.items():
            names += [entity[f"{kind}Name"] for entity in page.get(f"Policy{kind}s", ())]
    return Observed(
        properties={
            "Description": policy.get("Description"),
            "Groups": entities["Group"],
            "ManagedPolicyName": policy["PolicyName"],
            "Path": policy["Path"],
            "PolicyDocument": version["Document"],
            "Roles": entities["Role"],
            "Users": entities["User"],
        },
        attributes={"PolicyArn": policy["Arn"], "PolicyId": policy["PolicyId"]},
    )


def _inline_policies(clients: Clients, role_name: str) -> list[dict[str, Any]]:
    names = clients.pages("iam", "list_role_policies", "PolicyNames", RoleName=role_name)
    return [
        {
            "PolicyName": name,
            "PolicyDocument": clients["iam"].get_role_policy(RoleName=role_name, PolicyName=name)[
                "PolicyDocument"
            ],
        }
        for name in names
    ]
