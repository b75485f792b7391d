"""Failing and coming back: rollback disabled, continued, rolled back, replaced."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .stacks import deploy, events_of, parameter, reasons, status

STACK = "some-stack"
FAULT = {"resource_type": "AWS::SSM::Parameter", "logical_id": "B", "message": "injected"}
RETAINED = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}


def names(account: Account) -> set[str]:
    """The parameters that exist."""
    found = account.client("ssm").describe_parameters()["Parameters"]
    return {entry["Name"] for entry in found}


def values(account: Account, *wanted: str) -> list[str]:
    """The values of parameters."""
    client = account.client("ssm")
    return [client.get_parameter(Name=name)["Parameter"]["Value"] for name in wanted]


def three(value: str = "x", **more: Any) -> dict[str, Any]:
    """Three parameters, one after the other."""
    return {
        "A": parameter("/a", value, **more),
        "B": parameter("/b", value, DependsOn="A", **more),
        "C": parameter("/c", value, DependsOn="B", **more),
    }


def fail_once(account: Account) -> None:
    """Let the second parameter fail once."""
    account.emulator.control("POST", "faults", [FAULT])


def test_a_failed_create_keeps_what_was_made_and_goes_on(management_account: Account) -> None:
    """With rollback disabled the next change set creates only what is missing."""
    fail_once(management_account)
    first = deploy(management_account, STACK, three(), rollback=False)
    assert first["StackStatus"] == "CREATE_FAILED"
    assert first["StackStatusReason"] == "The following resource(s) failed to create: [B]. "
    assert names(management_account) == {"/a"}
    second = deploy(management_account, STACK, three(), rollback=False)
    assert second["StackStatus"] == "UPDATE_COMPLETE"
    assert names(management_account) == {"/a", "/b", "/c"}
    assert events_of(management_account, STACK, "C") == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_the_next_change_set_shows_what_is_left(management_account: Account) -> None:
    """The change set after a failed create lists the missing resources alone."""
    fail_once(management_account)
    deploy(management_account, STACK, three(), rollback=False)
    client = management_account.client("cloudformation")
    client.create_change_set(
        StackName=STACK,
        ChangeSetName="next",
        UsePreviousTemplate=False,
        TemplateBody=_body(three()),
    )
    changes = client.describe_change_set(StackName=STACK, ChangeSetName="next")["Changes"]
    shown = [
        (change["ResourceChange"]["LogicalResourceId"], change["ResourceChange"]["Action"])
        for change in changes
    ]
    assert shown == [("B", "Add"), ("C", "Add")]


def test_a_failed_update_goes_on(management_account: Account) -> None:
    """With rollback disabled a failed update keeps what it changed and is continued."""
    deploy(management_account, STACK, three("old"))
    fail_once(management_account)
    first = deploy(management_account, STACK, three("new"), rollback=False)
    assert first["StackStatus"] == "UPDATE_FAILED"
    assert values(management_account, "/a", "/b", "/c") == ["new", "old", "old"]
    second = deploy(management_account, STACK, three("new"), rollback=False)
    assert second["StackStatus"] == "UPDATE_COMPLETE"
    assert values(management_account, "/a", "/b", "/c") == ["new", "new", "new"]


def test_a_paused_stack_takes_no_change_with_rollback(management_account: Account) -> None:
    """A change with rollback enabled is refused until the stack is out of its failure."""
    fail_once(management_account)
    deploy(management_account, STACK, three(), rollback=False)
    with pytest.raises(ClientError, match="please use the disable-rollback parameter"):
        deploy(management_account, STACK, three(), rollback=True)


def test_a_paused_update_is_rolled_back_on_request(management_account: Account) -> None:
    """RollbackStack brings back the last stable state, also after two failures."""
    deploy(management_account, STACK, three("old"))
    for _ in range(2):
        fail_once(management_account)
        deploy(management_account, STACK, three("new"), rollback=False)
    management_account.client("cloudformation").rollback_stack(StackName=STACK)
    assert status(management_account, STACK) == "UPDATE_ROLLBACK_COMPLETE"
    assert values(management_account, "/a", "/b", "/c") == ["old", "old", "old"]


def test_a_replacement_is_refused_while_rollback_is_disabled(management_account: Account) -> None:
    """CloudFormation replaces nothing with rollback disabled; with it the change goes through."""
    deploy(management_account, STACK, {"A": parameter("/a")})
    moved = {"A": parameter("/other")}
    refused = deploy(management_account, STACK, moved, rollback=False)
    assert refused["StackStatus"] == "UPDATE_FAILED"
    assert "Replacement type updates not supported" in reasons(management_account, STACK)[0]
    management_account.client("cloudformation").rollback_stack(StackName=STACK)
    assert deploy(management_account, STACK, moved)["StackStatus"] == "UPDATE_COMPLETE"
    assert names(management_account) == {"/other"}


@pytest.mark.parametrize(
    ("policies", "left"),
    [
        pytest.param(RETAINED, set(), id="RetainExceptOnCreate"),
        pytest.param({"DeletionPolicy": "Retain"}, {"/a"}, id="Retain"),
        pytest.param({}, set(), id="Delete"),
    ],
)
def test_a_rolled_back_create_leaves_what_its_policy_says(
    management_account: Account, policies: dict[str, str], left: set[str]
) -> None:
    """RetainExceptOnCreate does not keep what a failed create made; Retain does."""
    fail_once(management_account)
    first = deploy(management_account, STACK, three(**policies))
    assert (first["StackStatus"], names(management_account)) == ("ROLLBACK_COMPLETE", left)


def test_a_deleted_stack_leaves_what_is_retained(management_account: Account) -> None:
    """RetainExceptOnCreate keeps a resource when its stack is deleted."""
    deploy(management_account, STACK, {"A": parameter("/a", **RETAINED), "B": parameter("/b")})
    management_account.client("cloudformation").delete_stack(StackName=STACK)
    assert names(management_account) == {"/a"}


def test_a_replaced_resource_stays_where_its_policy_says(management_account: Account) -> None:
    """UpdateReplacePolicy Retain keeps the old resource beside the new one."""
    deploy(management_account, STACK, {"A": parameter("/a", **RETAINED)})
    deploy(management_account, STACK, {"A": parameter("/b", **RETAINED)})
    assert names(management_account) == {"/a", "/b"}


@pytest.mark.parametrize("rollback", [False, True], ids=["CREATE_FAILED", "ROLLBACK_COMPLETE"])
def test_a_protected_stack_is_not_deleted(management_account: Account, rollback: bool) -> None:
    """Termination protection holds in the states a failed create ends in, too."""
    fail_once(management_account)
    deploy(management_account, STACK, three(), rollback=rollback)
    client = management_account.client("cloudformation")
    client.update_termination_protection(StackName=STACK, EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        client.delete_stack(StackName=STACK)
    assert status(management_account, STACK) == (
        "ROLLBACK_COMPLETE" if rollback else "CREATE_FAILED"
    )


def test_a_rolled_back_create_cannot_be_updated(management_account: Account) -> None:
    """A stack in ROLLBACK_COMPLETE can only be deleted."""
    fail_once(management_account)
    deploy(management_account, STACK, three())
    for kind in ("UPDATE", "CREATE"):
        with pytest.raises(ClientError, match=r"can not be updated|cannot be created again"):
            management_account.client("cloudformation").create_change_set(
                StackName=STACK,
                ChangeSetName="next",
                ChangeSetType=kind,
                TemplateBody=_body(three()),
            )


def _body(resources: dict[str, Any]) -> str:
    import json

    return json.dumps({"Resources": resources})
