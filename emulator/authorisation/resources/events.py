"""Resources of EventBridge: rules on the default bus have no bus in their ARN.

Source: Service Authorization Reference, Amazon EventBridge.
"""

from __future__ import annotations

from typing import Any

from .. import reference
from ..access import Access, Place, on_each, text, texts
from ..operation import Operation
from . import generic


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Judge each action on its rule or bus.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    return on_each(actions, lambda action: _resources(operation, action, place))


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    given = operation.parameters
    types = reference.resource_types(action)
    if operation.name == "PutEvents":
        entries: Any = given.get("Entries") or [{}]
        names = [text(entry, "EventBusName") or "default" for entry in entries]
        return tuple(dict.fromkeys(_bus(name, place) for name in names))
    if any(kind.startswith("rule-") for kind in types):
        rule = text(given, "Rule", "Name", "RuleName")
        bus = text(given, "EventBusName").rpartition("event-bus/")[2]
        if rule:
            name = f"{bus}/{rule}" if bus not in ("", "default") else rule
            return (place.arn("events", f"rule/{name}"),)
    elif any(kind.startswith("event-bus") for kind in types):
        named = texts(given, "EventBusName", "Name")
        if named or operation.name in ("PutPermission", "RemovePermission", "DescribeEventBus"):
            return tuple(_bus(name, place) for name in named or ["default"])
    return generic.resources(operation, action, place)


def _bus(name: str, place: Place) -> str:
    return name if name.startswith("arn:") else place.arn("events", f"event-bus/{name}")
