"""Stack events in CloudFormation's words.

ministack calls what an update adds an update too, and words the failure of a stack itself.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import Any

_STACK = "AWS::CloudFormation::Stack"
_OWN_REASON = re.compile(r"Resource (\w+) failed: ", re.DOTALL)

_BEFORE: ContextVar[frozenset[str] | None] = ContextVar("resources_before", default=None)


def install() -> None:
    """Stand before ministack's recording of events."""
    from ministack.services.cloudformation import stacks

    record = stacks._add_event

    def recorded(
        stack_id: str,
        stack_name: str,
        logical_id: str,
        resource_type: str,
        status: str,
        reason: str = "",
        *given: Any,
        **more: Any,
    ) -> None:
        if resource_type == _STACK:
            reason = stack_reason(status, reason)
        else:
            status = resource_status(logical_id, status)
        record(stack_id, stack_name, logical_id, resource_type, status, reason, *given, **more)

    stacks._add_event = recorded


def begin(before: Any) -> None:
    """Remember the resources a stack had before this update; None where it is created."""
    _BEFORE.set(None if before is None else frozenset(before))


def resource_status(logical_id: str, status: str) -> str:
    """The status of a resource: CREATE_* when the update at work adds it."""
    before = _BEFORE.get()
    if before is not None and logical_id not in before and status.startswith("UPDATE_"):
        return f"CREATE_{status.removeprefix('UPDATE_')}"
    return status


def stack_reason(status: str, reason: str) -> str:
    """The reason of a failed stack: which resource failed."""
    found = _OWN_REASON.match(reason)
    if not found:
        return reason
    verb = "update" if status.startswith("UPDATE") and _existed(found.group(1)) else "create"
    return f"The following resource(s) failed to {verb}: [{found.group(1)}]. "


def _existed(logical_id: str) -> bool:
    before = _BEFORE.get()
    return before is None or logical_id in before
