"""Properties held against the CloudFormation schemas."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.cloudformation import replacement, schema_check, schemas

UNIT = "AWS::Organizations::OrganizationalUnit"
POLICY = "AWS::Organizations::Policy"
PARAMETER = "AWS::SSM::Parameter"
FUNCTION = "AWS::Lambda::Function"
GROUP = "AWS::Logs::LogGroup"

UNIT_OK = {"Name": "Workloads", "ParentId": "r-abcd"}
POLICY_OK = {"Name": "a", "Type": "SERVICE_CONTROL_POLICY", "Content": {"Version": "x"}}
FUNCTION_OK = {
    "Code": {"S3Bucket": "some-bucket", "S3Key": "a.zip"},
    "Role": "arn:aws:iam::111122223333:role/some/role",
    "Handler": "a.b",
    "Runtime": "python3.13",
}


def problems(kind: str, properties: dict[str, Any]) -> str:
    """What a type's schema says of these properties."""
    document = schemas.schema(kind, "us-east-1")
    assert document is not None
    return "; ".join(schema_check.problems(properties, document))


@pytest.mark.parametrize(
    ("kind", "properties", "found"),
    [
        pytest.param(UNIT, {**UNIT_OK, "Nme": "x"}, "extraneous key [Nme]", id="unknown property"),
        pytest.param(UNIT, {"Name": "x"}, "required key [ParentId]", id="required"),
        pytest.param(UNIT, {**UNIT_OK, "Id": "x"}, "read-only", id="read-only"),
        pytest.param(UNIT, {**UNIT_OK, "ParentId": "x"}, "does not match pattern", id="pattern"),
        pytest.param(UNIT, {**UNIT_OK, "Name": "x" * 129}, "expected maxLength: 128", id="length"),
        pytest.param(UNIT, {**UNIT_OK, "Name": ["x"]}, "found: JSONArray", id="type"),
        pytest.param(
            UNIT, {**UNIT_OK, "Tags": [{"Key": "a"}]}, "#/Tags/0: required key [Value]", id="nested"
        ),
        pytest.param(POLICY, {**POLICY_OK, "Type": "SCP"}, "not a valid enum value", id="enum"),
        pytest.param(
            FUNCTION, {**FUNCTION_OK, "Timeout": 0}, "not greater or equal to 1", id="minimum"
        ),
        pytest.param(
            FUNCTION,
            {**FUNCTION_OK, "LoggingConfig": {"Group": "a"}},
            "#/LoggingConfig: extraneous key [Group]",
            id="unknown nested property",
        ),
        pytest.param(GROUP, {"RetentionInDays": 17}, "17 is not a valid enum value", id="number"),
    ],
)
def test_a_mistake_is_named(kind: str, properties: dict[str, Any], found: str) -> None:
    """Properties with one mistake are refused for that mistake."""
    assert found in problems(kind, properties)


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        pytest.param(UNIT, UNIT_OK, id="unit"),
        pytest.param(POLICY, POLICY_OK, id="policy with an object"),
        pytest.param(POLICY, {**POLICY_OK, "Content": "{}"}, id="policy with a string"),
        pytest.param(FUNCTION, {**FUNCTION_OK, "Timeout": "30"}, id="a number as a string"),
        pytest.param(
            PARAMETER, {"Type": "String", "Value": 1, "Tags": {"a:b": "c"}}, id="parameter"
        ),
        pytest.param(GROUP, {"LogGroupName": "/a/b", "RetentionInDays": 365}, id="log group"),
    ],
)
def test_good_properties_pass(kind: str, properties: dict[str, Any]) -> None:
    """Properties CloudFormation takes have no problems."""
    assert problems(kind, properties) == ""


@pytest.mark.parametrize(
    ("kind", "changed", "replaced"),
    [
        pytest.param(UNIT, "ParentId", True, id="another parent"),
        pytest.param(UNIT, "Name", False, id="another name"),
        pytest.param(POLICY, "Type", True, id="another policy type"),
        pytest.param(POLICY, "Content", False, id="another content"),
        pytest.param(PARAMETER, "Name", True, id="another parameter name"),
        pytest.param("AWS::IAM::Role", "Path", True, id="another path"),
        pytest.param("AWS::IAM::ManagedPolicy", "Description", True, id="another description"),
        pytest.param(FUNCTION, "FunctionName", True, id="another function name"),
        pytest.param(GROUP, "RetentionInDays", False, id="another retention"),
    ],
)
def test_create_only_properties_replace(kind: str, changed: str, replaced: bool) -> None:
    """A change replaces the resource exactly where the schema says create-only."""
    assert replacement.replaces(kind, {changed: "old"}, {changed: "new"}) is replaced


def test_a_type_that_does_not_exist_has_no_schema() -> None:
    """An invented type is not in the schemas."""
    assert schemas.schema("AWS::Organizations::Guardrail", "us-east-1") is None
