"""Custom resources: invoked as their role, judged by their answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import Account
from .stacks import PROVIDER, custom, deploy, parameter, reasons

PROBLEMS = [
    pytest.param({"Answer": "FAILED"}, "Message returned: asked to", id="failed"),
    pytest.param({"Length": 4096}, "Response object is too long.", id="over 4096 bytes"),
    pytest.param({"Physical": ""}, "Invalid PhysicalResourceId", id="no physical id"),
    pytest.param({"ServiceTimeout": 3601}, "not between 1 and 3600", id="service timeout"),
]


def out(name: str, attribute: str) -> dict[str, Any]:
    """A parameter that holds an attribute of the custom resource."""
    return parameter(f"/out/{name}", {"Fn::GetAtt": ["Setting", attribute]})


def test_a_function_runs_as_its_own_role(management_account: Account) -> None:
    """The handler's caller is a session of the function's role, with time left on its clock."""
    resources = {
        **PROVIDER,
        "Setting": custom(),
        "Caller": out("caller", "Caller"),
        "Remaining": out("remaining", "Remaining"),
    }
    deploy(management_account, "custom", resources)
    ssm = management_account.client("ssm")
    caller = ssm.get_parameter(Name="/out/caller")["Parameter"]["Value"]
    assert caller.startswith(f"arn:aws:sts::{management_account.id}:assumed-role/custom-Role-")
    assert 25_000 < int(ssm.get_parameter(Name="/out/remaining")["Parameter"]["Value"]) <= 30_000


def test_a_handler_can_continue_in_a_new_invocation(management_account: Account) -> None:
    """An answer that comes from a later invocation of the same function is taken."""
    resources = {**PROVIDER, "Setting": custom(Continue="yes")}
    described = deploy(management_account, "custom", resources)
    assert described["StackStatus"] == "CREATE_COMPLETE"


def test_scalars_arrive_as_strings_and_references_resolved(management_account: Account) -> None:
    """Dynamic references are resolved in lists and maps of a custom resource's properties."""
    management_account.client("ssm").put_parameter(Name="/in/a", Value="deep", Type="String")
    value = {"List": ["{{resolve:ssm:/in/a}}", 1], "Map": {"Key": True}}
    resources = {**PROVIDER, "Setting": custom(Value=value), "Seen": out("seen", "Seen")}
    deploy(management_account, "custom", resources)
    found = management_account.client("ssm").get_parameter(Name="/out/seen")["Parameter"]["Value"]
    assert json.loads(found) == {"List": ["deep", "1"], "Map": {"Key": "true"}}


def test_a_reference_to_nothing_fails_clearly(management_account: Account) -> None:
    """A dynamic reference to a parameter that is not there names the parameter."""
    resources = {**PROVIDER, "Setting": custom(Value=["{{resolve:ssm:/in/absent}}"])}
    deploy(management_account, "custom", resources)
    assert "/in/absent" in reasons(management_account, "custom")[0]


@pytest.mark.parametrize(("properties", "reason"), PROBLEMS)
def test_a_bad_answer_fails_the_resource(
    management_account: Account, properties: dict[str, Any], reason: str
) -> None:
    """What CloudFormation does not take as an answer fails the resource, and says why."""
    resources = {**PROVIDER, "Setting": custom(**properties)}
    described = deploy(management_account, "custom", resources)
    assert described["StackStatus"] == "ROLLBACK_COMPLETE"
    assert reason in reasons(management_account, "custom")[0]


def test_a_failed_create_is_deleted_on_rollback(management_account: Account) -> None:
    """CloudFormation sends Delete to a custom resource whose Create failed."""
    deploy(management_account, "custom", {**PROVIDER, "Setting": custom(Answer="FAILED")})
    seen = management_account.client("ssm").get_parameter(Name="/seen/Setting")
    assert seen["Parameter"]["Value"] == "Delete"


def test_the_service_token_cannot_be_changed(management_account: Account) -> None:
    """Another provider for an existing custom resource is refused."""
    second = {**PROVIDER, "Other": PROVIDER["Function"]}
    deploy(management_account, "custom", {**second, "Setting": custom()})
    moved = custom(ServiceToken={"Fn::GetAtt": ["Other", "Arn"]})
    described = deploy(management_account, "custom", {**second, "Setting": moved})
    assert described["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert reasons(management_account, "custom")[0] == "Modifying service token is not allowed."


def test_an_answer_that_fails_at_first_is_lost_for_the_handler_only(
    management_account: Account,
) -> None:
    """A response URL that answers with an error makes the invocation be retried."""
    fault = {"service": "custom-resource", "operation": "Response", "status": 503, "times": 1}
    management_account.emulator.control("POST", "faults", [fault])
    described = deploy(management_account, "custom", {**PROVIDER, "Setting": custom()})
    assert described["StackStatus"] == "CREATE_COMPLETE"
