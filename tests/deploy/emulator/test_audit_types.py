"""Types of the audit and access stacks: made, changed in place, taken away, judged."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .stacks import deploy, reasons

STACK = "types"


def one(kind: str, **properties: Any) -> dict[str, Any]:
    """A stack's resources with a single one, R."""
    return {"R": {"Type": kind, "Properties": properties}}


def test_a_group_changes_its_policies_and_path_in_place(management_account: Account) -> None:
    """Policies are attached and detached, the path is changed, the group goes with its stack."""
    policy = "arn:aws:iam::aws:policy/"
    iam = management_account.client("iam")
    first = {"GroupName": "g", "Path": "/a/", "ManagedPolicyArns": [f"{policy}ReadOnlyAccess"]}
    deploy(management_account, STACK, one("AWS::IAM::Group", **first))
    second = {**first, "Path": "/b/", "ManagedPolicyArns": [f"{policy}AdministratorAccess"]}
    deploy(management_account, STACK, one("AWS::IAM::Group", **second))
    assert iam.get_group(GroupName="g")["Group"]["Path"] == "/b/"
    attached = iam.list_attached_group_policies(GroupName="g")["AttachedPolicies"]
    assert [each["PolicyName"] for each in attached] == ["AdministratorAccess"]


def test_a_group_whose_name_is_taken_fails(management_account: Account) -> None:
    """A second group of the same name is refused with CloudFormation's code."""
    management_account.client("iam").create_group(GroupName="taken")
    deploy(management_account, STACK, one("AWS::IAM::Group", GroupName="taken"), rollback=False)
    assert any("AlreadyExists" in each for each in reasons(management_account, STACK))


def test_a_query_is_saved_and_changed_under_its_id(management_account: Account) -> None:
    """A saved query keeps its id when its text changes."""
    logs = management_account.client("logs")
    for text in ("fields a", "fields b"):
        resources = one("AWS::Logs::QueryDefinition", Name="q", QueryString=text)
        deploy(management_account, STACK, resources)
        (query,) = logs.describe_query_definitions()["queryDefinitions"]
        assert query["queryString"] == text
    same = query["queryDefinitionId"]
    (query,) = logs.describe_query_definitions(queryDefinitionNamePrefix="q")["queryDefinitions"]
    assert query["queryDefinitionId"] == same


def test_a_bucket_has_every_property_of_its_template(management_account: Account) -> None:
    """Encryption, lifecycle, ownership and tags are put, and taken away again."""
    s3, name = management_account.client("s3"), f"bucket-{management_account.id}"
    rule = {"Id": "old", "Status": "Enabled", "ExpirationInDays": 30}
    encryption = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    ownership = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    deploy(
        management_account,
        STACK,
        one(
            "AWS::S3::Bucket",
            BucketName=name,
            LifecycleConfiguration={"Rules": [rule]},
            BucketEncryption={"ServerSideEncryptionConfiguration": [encryption]},
            OwnershipControls=ownership,
            Tags=[{"Key": "a", "Value": "b"}],
        ),
    )
    (found,) = s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
    assert (found["ID"], found["Expiration"]) == ("old", {"Days": 30})
    rules = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"] == ownership
    assert {"Key": "a", "Value": "b"} in s3.get_bucket_tagging(Bucket=name)["TagSet"]
    deploy(management_account, STACK, one("AWS::S3::Bucket", BucketName=name))
    with pytest.raises(ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket=name)


def test_an_organization_analyzer_needs_trusted_access(management_account: Account) -> None:
    """Without an organization, and without trusted access, AWS makes no such analyzer."""
    client = management_account.client("accessanalyzer")
    organizations = management_account.client("organizations")
    with pytest.raises(ClientError, match="must create an organization"):
        client.create_analyzer(analyzerName="a", type="ORGANIZATION")
    organizations.create_organization()
    with pytest.raises(ClientError, match="Trusted access is not enabled"):
        client.create_analyzer(analyzerName="a", type="ORGANIZATION")
    organizations.enable_aws_service_access(ServicePrincipal="access-analyzer.amazonaws.com")
    arn = client.create_analyzer(analyzerName="a", type="ORGANIZATION", tags={"k": "v"})["arn"]
    assert client.get_analyzer(analyzerName="a")["analyzer"]["type"] == "ORGANIZATION"
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == {"k": "v"}
    with pytest.raises(ClientError, match="maximum number of ORGANIZATION analyzers"):
        client.create_analyzer(analyzerName="b", type="ORGANIZATION")
