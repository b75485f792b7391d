"""The emulator as a judge of templates: what it refuses before anything is made."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .stacks import PROVIDER, deploy, parameter, reasons

STACK = "judged"
GROUP = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/some/group"}}
ROLE = PROVIDER["Role"]


def changed(resource: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """The resource with other properties."""
    return {**resource, "Properties": {**resource["Properties"], **properties}}


REFUSED = [
    pytest.param(changed(GROUP, Retention=1), "extraneous key [Retention]", id="unknown property"),
    pytest.param(changed(GROUP, Arn="x"), "read-only", id="read-only property"),
    pytest.param(changed(GROUP, RetentionInDays=2), "not a valid enum value", id="enum"),
    pytest.param(changed(GROUP, LogGroupName="a b"), "does not match pattern", id="pattern"),
    pytest.param(
        changed(GROUP, DataProtectionPolicy={}), "does not apply DataProtectionPolicy", id="dropped"
    ),
    pytest.param(
        changed(ROLE, ManagedPolicyArns=["arn:aws:iam::aws:policy/NoSuchPolicy"]),
        "does not exist or is not attachable",
        id="no such managed policy",
    ),
    pytest.param(
        changed(ROLE, AssumeRolePolicyDocument={"Statement": [{"Effect": "Maybe"}]}),
        "MalformedPolicyDocument",
        id="malformed trust",
    ),
    pytest.param(
        {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                **PROVIDER["Function"]["Properties"],
                "Role": "arn:aws:iam::111122223333:role/nobody",
            },
        },
        "cannot be assumed by Lambda",
        id="no such role",
    ),
    pytest.param(
        {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {
                "Roles": ["nobody"],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
                },
            },
        },
        "The role with name nobody cannot be found",
        id="attached to nobody",
    ),
]


@pytest.mark.parametrize(("resource", "reason"), REFUSED)
def test_a_wrong_resource_fails(
    management_account: Account, resource: dict[str, Any], reason: str
) -> None:
    """A resource AWS would refuse fails its stack with AWS's reason."""
    described = deploy(management_account, STACK, {"A": resource})
    assert described["StackStatus"] == "ROLLBACK_COMPLETE"
    assert reason in reasons(management_account, STACK)[0]


def _archive(attributes: int) -> bytes:
    """An archive of one file with attributes, the upper half of which is its mode."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        file = zipfile.ZipInfo("index.py")
        file.external_attr = attributes
        package.writestr(file, "def handler(event, context): ...")
    return held.getvalue()


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        pytest.param(0o100600 << 16, "Lambda could not read index.py", id="the owner"),
        pytest.param(0o100640 << 16, "Lambda could not read index.py", id="the group"),
        pytest.param(0o100644 << 16, "", id="everybody"),
        pytest.param(0x20, "", id="not said"),
    ],
)
def test_code_that_lambda_cannot_read(
    management_account: Account, attributes: int, found: str
) -> None:
    """Code is refused that not everybody may read, for Lambda runs it as somebody else."""
    s3 = management_account.client("s3")
    bucket = f"uploads-{management_account.id}-{attributes}"
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="code.zip", Body=_archive(attributes))
    code = {"S3Bucket": bucket, "S3Key": "code.zip"}
    function = changed(PROVIDER["Function"], Code=code)
    deploy(management_account, STACK, {"Role": ROLE, "Function": function})
    assert reasons(management_account, STACK)[:1] == (
        [f"{found}: not everybody may"] if found else []
    )


def test_an_unknown_type_is_refused_at_once(management_account: Account) -> None:
    """A type that does not exist gives no change set."""
    with pytest.raises(ClientError, match="Unrecognized resource types"):
        deploy(management_account, STACK, {"A": {"Type": "AWS::Organizations::Guardrail"}})


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param(GROUP, id="log group"),
        pytest.param(changed(ROLE, RoleName="same"), id="role"),
        pytest.param(parameter("/same"), id="parameter"),
    ],
)
def test_a_name_is_taken_once(management_account: Account, resource: dict[str, Any]) -> None:
    """A second stack does not take over what a first one made."""
    deploy(management_account, "first", {"A": resource})
    second = deploy(management_account, "second", {"A": resource})
    assert second["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "already exists" in reasons(management_account, "second")[0].lower()


def test_a_change_of_reference_is_a_change(management_account: Account) -> None:
    """A property pointed at another resource's attribute is in the change set."""
    pair = {"A": parameter("/a", "one"), "B": parameter("/b", "two")}
    for source in ("A", "B"):
        value = {"Fn::GetAtt": [source, "Value"]}
        deploy(management_account, STACK, {**pair, "C": parameter("/c", value)})
    found = management_account.client("ssm").get_parameter(Name="/c")["Parameter"]["Value"]
    assert found == "two"


def test_a_replacement_is_announced(management_account: Account) -> None:
    """The change set says that another parameter name replaces and deletes."""
    deploy(management_account, STACK, {"A": parameter("/a")})
    client = management_account.client("cloudformation")
    client.create_change_set(
        StackName=STACK,
        ChangeSetName="next",
        TemplateBody=json.dumps({"Resources": {"A": parameter("/b")}}),
    )
    change = client.describe_change_set(StackName=STACK, ChangeSetName="next")["Changes"][0]
    assert change["ResourceChange"]["Replacement"] == "True"
    assert change["ResourceChange"]["PolicyAction"] == "ReplaceAndDelete"


def test_conditions_know_every_function(management_account: Account) -> None:
    """A condition on a joined list parameter is evaluated, as the bootstrap template needs."""
    described = deploy(
        management_account,
        STACK,
        {"A": parameter("/a"), "B": parameter("/b", Condition="Given")},
        Parameters={"Policies": {"Type": "CommaDelimitedList", "Default": ""}},
        Conditions={
            "Given": {"Fn::Not": [{"Fn::Equals": ["", {"Fn::Join": ["", {"Ref": "Policies"}]}]}]}
        },
    )
    found = management_account.client("ssm").describe_parameters()["Parameters"]
    assert described["StackStatus"] == "CREATE_COMPLETE"
    assert [entry["Name"] for entry in found] == ["/a"]
