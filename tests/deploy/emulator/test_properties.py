"""What a template sets is found again through the service's own API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ..conftest import Account
from .key_policies import LOGS, policy
from .stacks import PROVIDER, deploy, reasons

STACK = "properties"
STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
DOCUMENT = {"Version": "2012-10-17", "Statement": [STATEMENT]}
TAGS = [{"Key": "owner", "Value": "some"}]
BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess"
BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
KEY = "<a key that CloudWatch Logs may use>"

Read = Callable[[Account, str], dict[str, Any]]


def own(tags: list[dict[str, str]]) -> list[dict[str, str]]:
    """The tags a template set."""
    return [tag for tag in tags if not tag["Key"].startswith("aws:")]


def read_role(account: Account, name: str) -> dict[str, Any]:
    """A role as IAM shows it."""
    iam = account.client("iam")
    role = iam.get_role(RoleName=name)["Role"]
    inline = iam.get_role_policy(RoleName=name, PolicyName="inline")["PolicyDocument"]
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return {
        "Path": role["Path"],
        "Description": role["Description"],
        "MaxSessionDuration": role["MaxSessionDuration"],
        "PermissionsBoundary": role["PermissionsBoundary"]["PermissionsBoundaryArn"],
        "ManagedPolicyArns": [policy["PolicyArn"] for policy in attached],
        "Policies": [{"PolicyName": "inline", "PolicyDocument": inline}],
        "Tags": own(role["Tags"]),
    }


def read_managed_policy(account: Account, arn: str) -> dict[str, Any]:
    """A managed policy as IAM shows it."""
    iam = account.client("iam")
    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    version = iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])
    return {
        "ManagedPolicyName": policy["PolicyName"],
        "Path": policy["Path"],
        "Description": policy["Description"],
        "PolicyDocument": version["PolicyVersion"]["Document"],
    }


def read_group(account: Account, name: str) -> dict[str, Any]:
    """A log group as CloudWatch Logs shows it."""
    logs = account.client("logs")
    group = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    tags = logs.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"]
    return {
        "LogGroupName": group["logGroupName"],
        "RetentionInDays": group["retentionInDays"],
        "KmsKeyId": group["kmsKeyId"],
        "LogGroupClass": group["logGroupClass"],
        "Tags": own([{"Key": key, "Value": value} for key, value in tags.items()]),
    }


def read_parameter(account: Account, name: str) -> dict[str, Any]:
    """A parameter as Systems Manager shows it."""
    ssm = account.client("ssm")
    shown = ssm.describe_parameters()["Parameters"][0]
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
    return {
        "Name": shown["Name"],
        "Type": shown["Type"],
        "Tier": shown["Tier"],
        "Description": shown["Description"],
        "AllowedPattern": shown["AllowedPattern"],
        "Value": ssm.get_parameter(Name=name)["Parameter"]["Value"],
        "Tags": {tag["Key"]: tag["Value"] for tag in own(tags)},
    }


def read_function(account: Account, name: str) -> dict[str, Any]:
    """A function as Lambda shows it."""
    client = account.client("lambda")
    shown = client.get_function(FunctionName=name)
    configuration = shown["Configuration"]
    return {
        **{key: configuration[key] for key in ("Description", "Handler", "Runtime", "Timeout")},
        **{key: configuration[key] for key in ("MemorySize", "Environment", "Architectures")},
        "LoggingConfig": configuration["LoggingConfig"],
        "ReservedConcurrentExecutions": shown["Concurrency"]["ReservedConcurrentExecutions"],
        "Tags": own([{"Key": key, "Value": value} for key, value in shown["Tags"].items()]),
    }


CASES = [
    pytest.param(
        "AWS::IAM::Role",
        {
            "AssumeRolePolicyDocument": PROVIDER["Role"]["Properties"]["AssumeRolePolicyDocument"],
            "Path": "/some/",
            "Description": "why",
            "MaxSessionDuration": 7200,
            "PermissionsBoundary": BOUNDARY,
            "ManagedPolicyArns": [BASIC],
            "Policies": [{"PolicyName": "inline", "PolicyDocument": DOCUMENT}],
            "Tags": TAGS,
        },
        read_role,
        id="role",
    ),
    pytest.param(
        "AWS::IAM::ManagedPolicy",
        {
            "ManagedPolicyName": "some",
            "Path": "/some/",
            "Description": "why",
            "PolicyDocument": DOCUMENT,
        },
        read_managed_policy,
        id="managed policy",
    ),
    pytest.param(
        "AWS::Logs::LogGroup",
        {
            "LogGroupName": "/some/group",
            "RetentionInDays": 365,
            "KmsKeyId": KEY,
            "LogGroupClass": "INFREQUENT_ACCESS",
            "Tags": TAGS,
        },
        read_group,
        id="log group",
    ),
    pytest.param(
        "AWS::SSM::Parameter",
        {
            "Name": "/some/parameter",
            "Type": "String",
            "Value": "abc",
            "Tier": "Advanced",
            "Description": "why",
            "AllowedPattern": "^[a-z]+$",
            "Tags": {"owner": "some"},
        },
        read_parameter,
        id="parameter",
    ),
    pytest.param(
        "AWS::Lambda::Function",
        {
            **PROVIDER["Function"]["Properties"],
            "Description": "why",
            "MemorySize": 256,
            "Environment": {"Variables": {"NAME": "value"}},
            "Architectures": ["arm64"],
            "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/some/group"},
            "ReservedConcurrentExecutions": 1,
            "Tags": TAGS,
        },
        read_function,
        id="function",
    ),
]
NOT_READ_ALIKE = {"AssumeRolePolicyDocument", "Code", "Role"}


@pytest.mark.parametrize(("kind", "properties", "read"), CASES)
def test_each_property_is_applied(
    management_account: Account, kind: str, properties: dict[str, Any], read: Read
) -> None:
    """Each property a template sets has the same value in the service."""
    properties = {
        name: _key(management_account) if value == KEY else value
        for name, value in properties.items()
    }
    resources = {"Role": PROVIDER["Role"], "It": {"Type": kind, "Properties": properties}}
    described = deploy(
        management_account, STACK, resources, Outputs={"It": {"Value": {"Ref": "It"}}}
    )
    assert reasons(management_account, STACK) == []
    found = read(management_account, described["Outputs"][0]["OutputValue"])
    assert found == {name: properties[name] for name in properties if name not in NOT_READ_ALIKE}


def _key(account: Account) -> str:
    document = json.dumps(policy(account.id, LOGS))
    return str(account.client("kms").create_key(Policy=document)["KeyMetadata"]["Arn"])
