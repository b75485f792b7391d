"""Which changes replace a resource: what its schema says, for every type that has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import schemas

_REGION = "us-east-1"


def install() -> None:
    """Let ministack's change sets and updates know the create-only properties of the schemas."""
    from ministack.services.cloudformation import provisioners, stacks

    known = _Known(provisioners._REPLACING_PROPERTIES)
    provisioners._REPLACING_PROPERTIES = known
    conditional = _Known(provisioners._CONDITIONALLY_REPLACING_PROPERTIES)
    conditional.nested = True
    provisioners._CONDITIONALLY_REPLACING_PROPERTIES = conditional
    provisioners._replacing_change = replaces
    stacks._replacing_change = replaces


class _Known(dict[str, tuple[str, ...]]):
    """The properties of a type that replace it; asked of the schema first."""

    nested = False

    def get(self, resource_type: str, default: Any = None) -> Any:
        """The names for a type; ministack's own where there is no schema."""
        document = schemas.schema(resource_type, _REGION)
        if document is None:
            return super().get(resource_type, default)
        always, conditional = create_only(document)
        wanted = {path[0] for path in always if (len(path) > 1) == self.nested}
        if self.nested:
            wanted |= {path[0] for path in conditional}
        return tuple(sorted(wanted))


def create_only(document: Mapping[str, Any]) -> tuple[tuple[schemas.Path_, ...], ...]:
    """The paths that always and those that sometimes replace a resource."""
    return (
        schemas.paths(dict(document), "createOnlyProperties"),
        schemas.paths(dict(document), "conditionalCreateOnlyProperties"),
    )


def replaces(resource_type: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a change from old to new properties replaces the resource."""
    return bool(changed_create_only(resource_type, old, new))


def changed_create_only(
    resource_type: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[str]:
    """The create-only properties that a change touches."""
    document = schemas.schema(resource_type, _REGION)
    if document is None:
        return []
    always, _ = create_only(document)
    return ["/".join(path) for path in always if _at(old, path) != _at(new, path)]


def _at(properties: Any, path: schemas.Path_) -> Any:
    for part in path:
        if part == "*" or not isinstance(properties, Mapping):
            return properties
        properties = properties.get(part)
    return str(properties) if isinstance(properties, int | float) else properties
