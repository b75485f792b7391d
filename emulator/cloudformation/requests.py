"""Stack requests CloudFormation refuses and ministack takes.

Source: the messages are CloudFormation's, as public threads quote them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Params = dict[str, Any]
Handler = Callable[[Params], Any]

_PAUSED = ("CREATE_FAILED", "UPDATE_FAILED")
_UPDATABLE = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
    *_PAUSED,
)


def install() -> None:
    """Stand before ministack's handlers of stack requests."""
    from ministack.services import cloudformation

    handlers = cloudformation._ACTION_HANDLERS
    for action, guard in _GUARDS.items():
        handlers[action] = guard(handlers[action])


def _create_change_set(handler: Handler) -> Handler:
    def guarded(params: Params) -> Any:
        stack = _stack(params)
        status = (stack or {}).get("StackStatus", "")
        kind = _first(params, "ChangeSetType") or "UPDATE"
        if stack and kind == "UPDATE" and status not in (*_UPDATABLE, "DELETE_COMPLETE"):
            return _refuse(_not_now(stack))
        if stack and kind == "CREATE" and status not in ("REVIEW_IN_PROGRESS", "DELETE_COMPLETE"):
            return _refuse(
                f"Stack [{stack['StackName']}] already exists and cannot be created again with "
                f"the changeSet [{_first(params, 'ChangeSetName')}]."
            )
        return handler(params)

    return guarded


def _execute_change_set(handler: Handler) -> Handler:
    def guarded(params: Params) -> Any:
        stack = _change_set_stack(params)
        status = (stack or {}).get("StackStatus", "")
        if stack and status in _PAUSED and not _true(params, "DisableRollback"):
            return _refuse(_paused(status))
        if stack and status not in (*_UPDATABLE, "REVIEW_IN_PROGRESS"):
            return _refuse(_not_now(stack))
        return handler(params)

    return guarded


def _update_stack(handler: Handler) -> Handler:
    def guarded(params: Params) -> Any:
        stack = _stack(params)
        status = (stack or {}).get("StackStatus", "")
        if not stack or status not in _PAUSED:
            return handler(params)
        if not _true(params, "DisableRollback"):
            return _refuse(_paused(status))
        stack["StackStatus"] = "UPDATE_COMPLETE"
        answer = handler(params)
        if answer[0] >= 400:
            stack["StackStatus"] = status
        return answer

    return guarded


def _delete_stack(handler: Handler) -> Handler:
    def guarded(params: Params) -> Any:
        stack = _stack(params)
        if stack and stack.get("EnableTerminationProtection"):
            return _refuse(
                f"Stack [{stack['StackName']}] cannot be deleted while "
                "TerminationProtection is enabled"
            )
        return handler(params)

    return guarded


_GUARDS: dict[str, Callable[[Handler], Handler]] = {
    "CreateChangeSet": _create_change_set,
    "ExecuteChangeSet": _execute_change_set,
    "UpdateStack": _update_stack,
    "DeleteStack": _delete_stack,
}


def _stack(params: Params) -> dict[str, Any] | None:
    from ministack.services.cloudformation.handlers import _resolve_stack

    name = _first(params, "StackName")
    found: dict[str, Any] | None = _resolve_stack(name) if name else None
    return found


def _change_set_stack(params: Params) -> dict[str, Any] | None:
    from ministack.services import cloudformation
    from ministack.services.cloudformation.changesets import _find_change_set

    _, change_set = _find_change_set(_first(params, "ChangeSetName"), _first(params, "StackName"))
    if not change_set:
        return None
    found: dict[str, Any] | None = cloudformation._stacks.get(change_set["StackName"])
    return found


def _not_now(stack: dict[str, Any]) -> str:
    return f"Stack:{stack['StackId']} is in {stack['StackStatus']} state and can not be updated."


def _paused(status: str) -> str:
    return (
        f"This stack is currently in a non-terminal [{status}] state. To update the stack from "
        "this state, please use the disable-rollback parameter with update-stack API. To "
        "rollback to the last known good state, use the rollback-stack API"
    )


def _first(params: Params, name: str) -> str:
    from ministack.services.cloudformation.helpers import _p

    return str(_p(params, name) or "")


def _true(params: Params, name: str) -> bool:
    return _first(params, name).lower() == "true"


def _refuse(message: str) -> Any:
    from ministack.services.cloudformation.helpers import _error

    return _error("ValidationError", message)
