"""Which AWS operation an HTTP request is.

Every protocol says it elsewhere: JSON in a header, query in the body, REST in method
and path. The REST ones are matched against botocore's service models.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from botocore.loaders import Loader

_SCOPE = re.compile(r"Credential=([^/,\s]+)/\d+/([^/]+)/([^/]+)/aws4_request")
_MODELS = {"access-analyzer": "accessanalyzer"}
"""The name of a service's model where botocore has another than requests are signed for."""
_WITH_SLASHES = ("+}", "Arn}")
"""How the parts of a path end that may hold a slash once they are decoded."""
_CUSTOM_RESOURCE_ANSWER = "/_ministack/cfn-response/"


@dataclass(frozen=True)
class Request:
    """One HTTP request, its body read."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The query string, parsed."""
        return parse_qs(self.query, keep_blank_values=True)


@dataclass(frozen=True)
class Call:
    """An AWS call: service is the name requests are signed for, such as `organizations`."""

    service: str
    operation: str
    region: str
    access_key: str
    protocol: str

    @property
    def is_aws(self) -> bool:
        """Whether the request is an AWS call at all."""
        return bool(self.service and self.operation)


def identify(request: Request) -> Call:
    """Name the call; service and operation are empty where there is none."""
    if request.path.startswith(_CUSTOM_RESOURCE_ANSWER):
        return Call("custom-resource", "Response", "", "", "rest-xml")
    access_key, region, service = _scope(request)
    target = request.headers.get("x-amz-target", "")
    if target:
        return Call(service, target.rpartition(".")[2], region, access_key, "json")
    if "x-www-form-urlencoded" in request.headers.get("content-type", ""):
        form = parse_qs(request.body.decode("utf-8", "replace"))
        action = form.get("Action", request.parameters.get("Action", [""]))[0]
        if action:
            return Call(service, action, region, access_key, "query")
    if not service:
        return Call("", "", region, access_key, "")
    operation, protocol = _rest_operation(service, request)
    return Call(service, operation, region, access_key, protocol)


def form_of(request: Request) -> dict[str, str]:
    """The first value of each field of a query-protocol body."""
    form = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in form.items()}


def json_of(request: Request) -> dict[str, Any]:
    """A JSON body as a mapping; empty where it is none."""
    try:
        document = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _scope(request: Request) -> tuple[str, str, str]:
    found = _SCOPE.search(request.headers.get("authorization", ""))
    if found:
        return found.group(1), found.group(2), found.group(3)
    credential = request.parameters.get("X-Amz-Credential", [""])[0].split("/")
    if len(credential) == 5:
        return credential[0], credential[2], credential[3]
    return "", "", ""


@dataclass(frozen=True)
class _Route:
    """One REST operation: the method and path it has, and what else it must bring."""

    name: str
    method: str
    pattern: re.Pattern[str]
    literal: int
    query: tuple[tuple[str, str], ...]
    headers: tuple[str, ...]

    def fits(self, request: Request, path: str) -> bool:
        """Whether a request is this operation."""
        given = request.parameters
        return (
            self.method == request.method
            and self.pattern.fullmatch(path) is not None
            and all(key in given and value in ("", given[key][0]) for key, value in self.query)
            and all(name in request.headers for name in self.headers)
        )


def _rest_operation(service: str, request: Request) -> tuple[str, str]:
    protocol, routes = _routes(service)
    path = request.path.rstrip("/") or "/"
    found = next((route.name for route in routes if route.fits(request, path)), "")
    return found, protocol


@lru_cache
def _routes(service: str) -> tuple[str, tuple[_Route, ...]]:
    """The REST operations of a service, the most particular first."""
    loader, service = Loader(), _MODELS.get(service, service)
    if service not in loader.list_available_services("service-2"):
        return "rest-json", ()
    model = loader.load_service_model(service, "service-2")
    routes = [_route(name, held, model) for name, held in model["operations"].items()]
    routes.sort(key=lambda route: (-len(route.query) - len(route.headers), -route.literal))
    return model["metadata"]["protocol"], tuple(routes)


def _route(name: str, operation: dict[str, Any], model: dict[str, Any]) -> _Route:
    path, _, query = operation["http"]["requestUri"].partition("?")
    fields = (field.partition("=") for field in query.split("&") if field)
    needed = [(key, value) for key, _, value in fields if "{" not in value]
    shape = model["shapes"].get(operation.get("input", {}).get("shape", ""), {})
    headers = []
    for member in shape.get("required", []):
        held = shape["members"][member]
        if held.get("location") == "querystring":
            needed.append((held["locationName"], ""))
        elif held.get("location") == "header":
            headers.append(held["locationName"].lower())
    literal = len(re.sub(r"\{[^}]+\}", "", path))
    method = operation["http"]["method"]
    return _Route(name, method, _pattern(path), literal, tuple(needed), tuple(headers))


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]+\})", path.rstrip("/") or "/")
    made = "".join(
        (".+" if part.endswith(_WITH_SLASHES) else "[^/]+")
        if part.startswith("{")
        else re.escape(part)
        for part in parts
    )
    return re.compile(made)
