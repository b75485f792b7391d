"""Resources of Systems Manager: parameters by name; the rest as AWS lists it."""

from __future__ import annotations

from .. import reference
from ..access import Access, Place, on_each, text, texts
from ..operation import Operation
from . import generic

_TAGGED = {
    "Parameter": "parameter",
    "Document": "document",
    "MaintenanceWindow": "maintenancewindow",
}
_MEMBERS = {
    "AssociationId": "association",
    "BaselineId": "patchbaseline",
    "WindowId": "maintenancewindow",
}


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on the parameters, documents or other resources that it names.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    return on_each(actions, lambda action: _resources(operation, action, place))


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    given = operation.parameters
    types = reference.resource_types(action)
    kind = _TAGGED.get(text(given, "ResourceType"))
    if kind is not None:
        return (_arn(kind, text(given, "ResourceId"), place),)
    if types == ("parameter",):
        names = texts(given, "Name", "Names", "Path")
        if names:
            return tuple(_arn("parameter", name, place) for name in names)
    named = [
        _arn(kind, name, place)
        for member, kind in _MEMBERS.items()
        if kind in types and (name := text(given, member))
    ]
    return tuple(named) or generic.resources(operation, action, place)


def _arn(kind: str, name: str, place: Place) -> str:
    if name.startswith("arn:"):
        return name
    return place.arn("ssm", f"{kind}/{name.removeprefix('/')}")
