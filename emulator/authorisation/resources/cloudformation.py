"""Resources of CloudFormation: a stack by name has an id that a policy leaves open."""

from __future__ import annotations

from .. import reference
from ..access import Access, Place, on_each, text
from ..operation import Operation
from . import generic


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on its stack or stack set.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    keys = _keys(operation)
    return on_each(actions, lambda action: _resources(operation, action, place), keys)


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    given = operation.parameters
    types = reference.resource_types(action)
    stack, stack_set = text(given, "StackName", "StackId"), text(given, "StackSetName")
    if stack and "stack" in types:
        return (
            stack if stack.startswith("arn:") else place.arn("cloudformation", f"stack/{stack}/*"),
        )
    if stack_set and "stackset" in types:
        return (place.arn("cloudformation", f"stackset/{stack_set}:*"),)
    change_set = text(given, "ChangeSetName")
    if change_set.startswith("arn:") and "stack" in types:
        return (change_set,)
    return generic.resources(operation, action, place)


def _keys(operation: Operation) -> dict[str, str | list[str]]:
    given = operation.parameters
    keys = {
        "cloudformation:rolearn": text(given, "RoleARN"),
        "cloudformation:templateurl": text(given, "TemplateURL"),
        "cloudformation:stackpolicyurl": text(given, "StackPolicyURL"),
        "cloudformation:changesetname": text(given, "ChangeSetName"),
    }
    return {name: value for name, value in keys.items() if value}
