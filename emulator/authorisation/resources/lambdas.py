"""Resources of Lambda: a function by name, partial ARN or ARN, and what it is made with."""

from __future__ import annotations

import re

from .. import reference
from ..access import Access, Place, text, texts
from ..operation import Operation
from . import generic

_PARTIAL = re.compile(
    r"(?:(?P<account>\d{12}):)?(?:function:)?(?P<name>[^:]+)(?::(?P<qualifier>.+))?"
)
_OF_FUNCTION = frozenset({"function", "function alias", "function version"})


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on its function or layer, and reading the layers a function gets.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    given = operation.parameters
    found = []
    for action in actions:
        types = reference.resource_types(action)
        layer, version = text(given, "LayerName"), text(given, "VersionNumber")
        if text(given, "FunctionName") and _OF_FUNCTION & set(types):
            resources: tuple[str, ...] = (_function(operation, place),)
        elif layer and types:
            arn = layer if layer.startswith("arn:") else place.arn("lambda", f"layer:{layer}")
            resources = (f"{arn}:{version}" if version else arn,)
        elif (mapping := text(given, "UUID")) and "eventsourcemapping" in types:
            resources = (place.arn("lambda", f"event-source-mapping:{mapping}"),)
        else:
            resources = generic.resources(operation, action, place)
        found += [Access(action, resource, _keys(operation)) for resource in resources]
    if operation.name in ("CreateFunction", "UpdateFunctionConfiguration"):
        layers = texts(given, "Layers")
        found += [Access("lambda:GetLayerVersion", layer) for layer in layers]
    return tuple(found)


def _function(operation: Operation, place: Place) -> str:
    name = text(operation.parameters, "FunctionName")
    qualifier = text(operation.parameters, "Qualifier")
    if not name.startswith("arn:"):
        parts = _PARTIAL.fullmatch(name)
        if parts is not None:
            qualifier = qualifier or parts["qualifier"] or ""
            owner = parts["account"] or place.account
            where = f"arn:{place.partition}:lambda:{place.region}:{owner}"
            name = f"{where}:function:{parts['name']}"
    return f"{name}:{qualifier}" if qualifier and name.count(":") == 6 else name


def _keys(operation: Operation) -> dict[str, str | list[str]]:
    given = operation.parameters
    keys: dict[str, str | list[str]] = {
        "lambda:principal": text(given, "Principal"),
        "lambda:functionurlauthtype": text(given, "FunctionUrlAuthType", "AuthType"),
        "lambda:layer": texts(given, "Layers"),
    }
    return {name: value for name, value in keys.items() if value}
