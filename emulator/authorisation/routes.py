"""Which operation of a REST service a method, path, query and set of headers mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from botocore.model import OperationModel, ServiceModel, Shape

from .wire import Wire

_LABEL = re.compile(r"\{([^}+]+)(\+?)\}")
_OPEN = "*"
# Not parts of the operation: presigning, and the name that SDKs repeat for log readers.
_UNCOUNTED = re.compile(r"x-amz-.*|x-id", re.IGNORECASE)


@dataclass(frozen=True)
class _Route:
    operation: OperationModel
    method: str
    pattern: re.Pattern[str]
    labels: tuple[str, ...]
    fixed: Mapping[str, str]
    needed: frozenset[str]
    known: frozenset[str]
    headers: frozenset[str]
    rank: tuple[int, ...]


def match(
    service: ServiceModel, wire: Wire, path: str
) -> tuple[OperationModel, dict[str, str]] | None:
    """Return the one operation that fits, with the values of its path labels.

    A query parameter that the operation does not know rules it out, so that a request is
    never judged as less than what it asks for.
    """
    for route in _routes(service.service_name):
        found = route.pattern.fullmatch(path)
        if found is not None and route.method == wire.method and _fits(route, wire):
            values = [unquote(value) for value in found.groups()]
            return route.operation, dict(zip(route.labels, values, strict=True))
    return None


def _fits(route: _Route, wire: Wire) -> bool:
    given = {name for name in wire.query if not _UNCOUNTED.fullmatch(name)}
    return (
        all(name in wire.query for name in (*route.fixed, *route.needed))
        and all(value in ("", wire.first(name)) for name, value in route.fixed.items())
        and (_OPEN in route.known or given <= route.known | set(route.fixed))
        and all(name in wire.headers for name in route.headers)
    )


@lru_cache
def _routes(service_name: str) -> tuple[_Route, ...]:
    from .models import model

    service = model(service_name)
    made = [_route(service.operation_model(name)) for name in service.operation_names]
    return tuple(sorted(made, key=lambda route: route.rank, reverse=True))


def _route(operation: OperationModel) -> _Route:
    uri, _, query = operation.http["requestUri"].partition("?")
    fixed = {
        name: value for name, _, value in (part.partition("=") for part in query.split("&") if part)
    }
    members = list(_members(operation))
    by_place = {place: [m for m in members if m[1] == place] for place in ("querystring", "header")}
    needed = frozenset(name for name, _, required, _ in by_place["querystring"] if required)
    headers = frozenset(name.lower() for name, _, required, _ in by_place["header"] if required)
    known = {
        _OPEN if shape.type_name == "map" else name for name, _, _, shape in by_place["querystring"]
    }
    pattern, labels, literals = _pattern(uri)
    rank = (literals, len(fixed) + len(needed) + len(headers), -int(operation.deprecated))
    method = operation.http["method"].upper()
    return _Route(
        operation, method, pattern, labels, fixed, needed, frozenset(known), headers, rank
    )


def _members(operation: OperationModel) -> Iterator[tuple[str, str, bool, Shape]]:
    shape = operation.input_shape
    if shape is None:
        return
    for name, member in shape.members.items():
        place = member.serialization.get("location", "body")
        wire_name = member.serialization.get("name", name)
        yield wire_name, place, name in shape.required_members, member


def _pattern(uri: str) -> tuple[re.Pattern[str], tuple[str, ...], int]:
    text, labels, literals, position = "", [], 0, 0
    for found in _LABEL.finditer(uri):
        literal = uri[position : found.start()]
        text += re.escape(literal) + ("(.+)" if found[2] else "([^/]+)")
        literals += len(literal.strip("/"))
        labels.append(found[1])
        position = found.end()
    rest = uri[position:]
    literals += len(rest.strip("/"))
    return re.compile(text + re.escape(rest.rstrip("/")) + "/?", re.DOTALL), tuple(labels), literals
