"""Resources of services without a module of their own, by AWS's list of resource types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import reference
from ..access import Access, Place, on_each, walk
from ..operation import Operation, UnmappedError

_READING = re.compile(r"(Get|List|Describe|Batch(Get|Describe)|Lookup|Search|Head)")
_CREATING = re.compile(r"(Create|Allocate|Request|Register|Import|Copy|Run|Start|Publish|Upload)")
# Actions whose resource types are an option that requests without one do not use.
_UNBOUND = frozenset({"cloudwatch:PutMetricData", "cloudwatch:GetMetricData"})


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on every resource that the parameters name.

    An ARN counts when it has the form of one of the action's types, a name when the
    parameter is called like the type. A reading action that names nothing is judged on
    all resources of its types, a creating one on a resource without a name yet.

    Raises:
        UnmappedError: if another action has resource types and the request names none.
    """
    return on_each(actions, lambda action: resources(operation, action, place))


def resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    """Return the ARNs an action is judged on.

    Raises:
        UnmappedError: see `accesses`.
    """
    types = reference.resource_types(action)
    if not types or action in _UNBOUND:
        return ("*",)
    named = [arn for kind in types for arn in _of_type(operation, kind, place)]
    return tuple(dict.fromkeys(named)) or unnamed(operation, action, place)


def unnamed(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    """Return the ARNs of an action whose request names no resource.

    Raises:
        UnmappedError: if the action neither reads nor creates.
    """
    prefix = action.partition(":")[0]
    types = reference.resource_types(action)
    if _CREATING.match(operation.name):
        noun = re.sub(r"^[A-Z][a-z]+", "", operation.name).lower()
        created = [kind for kind in types if kind.replace("-", "") == noun]
        types = tuple(created) or types
    elif not _READING.match(operation.name):
        raise UnmappedError(f"the request names no resource of {action} ({', '.join(types)})")
    filled = [filled_in(prefix, kind, "*", place) for kind in types]
    return tuple(dict.fromkeys(arn for arn in filled if arn)) or ("*",)


def filled_in(prefix: str, kind: str, name: str, place: Place) -> str:
    """Return the ARN of a named resource of a type, empty if AWS lists no format of it."""
    formats = reference.arn_formats(prefix, kind)
    if not formats:
        return ""
    return reference.fill(
        formats[0], place.partition, place.region, place.account, name.removeprefix("/")
    )


def _of_type(operation: Operation, kind: str, place: Place) -> list[str]:
    formats = reference.arn_formats(operation.prefix, kind)
    pairs = walk(operation.parameters)
    arns = [
        value
        for _, value in pairs
        if value.startswith("arn:") and any(reference.fits(value, form) for form in formats)
    ]
    if arns:
        return arns
    names = [value for name, value in _shallow(operation.parameters) if _names(kind, name)]
    return [filled_in(operation.prefix, kind, name, place) for name in names]


def _shallow(parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, item)
        for name, value in parameters.items()
        for item in (value if isinstance(value, list) else [value])
        if isinstance(item, str) and item and not item.startswith("arn:")
    ]


def _names(kind: str, parameter: str) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", kind)
    wanted = {
        plain,
        *(f"{plain}{end}" for end in ("name", "id", "names", "ids", "arn", "identifier")),
    }
    return parameter.lower() in {*wanted, "name", "id"}
