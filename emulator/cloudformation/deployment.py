"""A stack operation from start to end: rollback disabled, continued, rolled back.

With rollback disabled CloudFormation keeps what was made and the next change continues;
ministack keeps the old template then, so that the next change set would compare with the
wrong one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from .. import lambda_functions
from . import custom_resources, events

Record = dict[str, Any]

_ROLLING_BACK: ContextVar[bool] = ContextVar("rolling_back", default=False)
_DISABLED: ContextVar[bool] = ContextVar("rollback_disabled", default=False)


def rollback_disabled() -> bool:
    """Whether the stack operation at work runs with rollback disabled."""
    return _DISABLED.get()


def rolling_back() -> bool:
    """Whether the changes of an operation are being sent back."""
    return _ROLLING_BACK.get()


def install() -> None:
    """Stand around ministack's stack operations."""
    from ministack.services.cloudformation import changesets, handlers, stacks

    deploy = stacks._deploy_stack_async
    roll_back = stacks._roll_back_operation
    remove = stacks._delete_stack_async

    async def deploy_stack(
        stack_name: str,
        stack_id: str,
        template: Record,
        param_values: Record,
        disable_rollback: bool,
        tags: list[Any],
        **more: Any,
    ) -> None:
        stack = stacks_of()[stack_name]
        stack["StackStatusReason"] = ""
        earlier = stack.get("_failed_operation")
        _DISABLED.set(disable_rollback)
        previous = more.get("previous_stack") if more.get("is_update") else None
        events.begin(previous and previous.get("_resources", {}))
        await deploy(stack_name, stack_id, template, param_values, disable_rollback, tags, **more)
        for logical_id, resource in stack.get("_resources", {}).items():
            status = events.resource_status(logical_id, resource["ResourceStatus"])
            resource["ResourceStatus"] = status
        stack["StackStatusReason"] = events.stack_reason(
            stack["StackStatus"], stack.get("StackStatusReason", "")
        )
        if stack.get("_failed_operation"):
            _keep_for_continuation(stack, template, earlier)
        _stop_functions()

    async def roll_back_operation(
        stack_name: str, stack_id: str, stack: Record, operation: Record, **more: Any
    ) -> None:
        _ROLLING_BACK.set(True)
        _DISABLED.set(False)
        await _delete_failed_custom_resource(stack)
        await roll_back(stack_name, stack_id, stack, operation, **more)
        _stop_functions()

    async def delete_stack(stack_name: str, stack_id: str, *given: Any, **more: Any) -> None:
        await remove(stack_name, stack_id, *given, **more)
        _stop_functions()

    for module in (stacks, handlers, changesets):
        module._deploy_stack_async = deploy_stack
    for module in (stacks, handlers):
        module._roll_back_operation = roll_back_operation
        module._delete_stack_async = delete_stack


def stacks_of() -> Any:
    """The stacks of the account and region at work, by name."""
    from ministack.services import cloudformation

    return cloudformation._stacks


def creating(
    stack_name: str,
    kind: str,
    logical_id: str,
    props: Record,
    provision: Callable[[str, str, Record, str], tuple[str, Record]],
) -> tuple[str, Record]:
    """Provision a resource; a custom one that failed with an id is deleted on rollback.

    Raises:
        Exception: whatever provisioning raised.
    """
    try:
        return provision(kind, logical_id, props, stack_name)
    except custom_resources.CustomResourceFailedError as failed:
        if failed.physical_id:
            stacks_of()[stack_name]["_failed_custom"] = (
                kind,
                logical_id,
                props,
                failed.physical_id,
            )
        raise


async def _delete_failed_custom_resource(stack: Record) -> None:
    """Send Delete to a custom resource whose Create failed, as CloudFormation does."""
    from ministack.core.concurrency import run_reentrant
    from ministack.services.cloudformation import stacks

    failed = stack.pop("_failed_custom", None)
    if failed is None:
        return
    kind, logical_id, props, physical_id = failed
    name, stack_id = stack["StackName"], stack["StackId"]
    stacks._add_event(stack_id, name, logical_id, kind, "DELETE_IN_PROGRESS", "", physical_id)
    try:
        await run_reentrant(stacks._delete_resource, kind, physical_id, props, name, logical_id)
    except Exception as problem:
        stacks._add_event(
            stack_id, name, logical_id, kind, "DELETE_FAILED", str(problem), physical_id
        )
        return
    stacks._add_event(stack_id, name, logical_id, kind, "DELETE_COMPLETE", "", physical_id)


def _keep_for_continuation(stack: Record, template: Record, earlier: Record | None) -> None:
    """Remember what runs now, so that the next change set shows what is left to do.

    A resource this operation reached has its new definition, one it did not reach its old
    one, and one that was never made has none.
    """
    operation = stack["_failed_operation"]
    reached = set(operation["created"])
    new, old = template.get("Resources", {}), stack.get("_template", {}).get("Resources", {})
    running = {}
    for logical_id in stack.get("_resources", {}):
        definition = new.get(logical_id) if logical_id in reached else old.get(logical_id)
        if definition is not None:
            running[logical_id] = definition
    stack["_template"] = {**template, "Resources": running}
    if earlier is not None:
        operation["is_update"] = earlier["is_update"]
        operation["previous_stack"] = earlier["previous_stack"]
        later = [one for one in operation["created"] if one not in earlier["created"]]
        operation["created"] = [*earlier["created"], *later]


def _stop_functions() -> None:
    """Stop the idle functions of the account once its stack has settled."""
    from ministack.core.responses import get_account_id

    asyncio.get_running_loop().call_later(
        _LINGER_SECONDS, lambda_functions.stop_idle, get_account_id()
    )


_LINGER_SECONDS = 2.0
