"""The parameters of a request, read from the place where its protocol puts them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from botocore.model import OperationModel

from . import cbor
from .wire import Wire

Parameters = Mapping[str, Any]


class UnreadableError(Exception):
    """The body is not what the protocol asks for."""


def from_json(wire: Wire) -> Parameters:
    """Return the members of a JSON body.

    Raises:
        UnreadableError: if the body is no JSON object.
    """
    try:
        document = json.loads(wire.body or b"{}")
    except ValueError as problem:
        raise UnreadableError(f"the body is not JSON ({problem})") from problem
    if not isinstance(document, dict):
        raise UnreadableError("the body is not a JSON object")
    return document


def from_cbor(wire: Wire) -> Parameters:
    """Return the members of a CBOR body.

    Raises:
        UnreadableError: if the body is no CBOR map.
    """
    try:
        document = cbor.loads(wire.body) if wire.body else {}
    except ValueError as problem:
        raise UnreadableError(str(problem)) from problem
    if not isinstance(document, dict):
        raise UnreadableError("the body is not a CBOR map")
    return document


def from_query(wire: Wire) -> Parameters:
    """Nested parameters of `Tags.member.1.Key=a`; a numbered group becomes a list.

    Raises:
        UnreadableError: if a name is given twice, or in query and body.
    """
    tree: dict[str, Any] = {}
    fields = [*wire.query.items(), *wire.form.items()]
    names = [name for name, _ in fields]
    if len(set(names)) < len(names) or any(len(values) > 1 for _, values in fields):
        raise UnreadableError("a parameter is given twice")
    for name, values in fields:
        node = tree
        *path, last = name.split(".")
        for part in path:
            child = node.setdefault(part, {})
            if not isinstance(child, dict):
                child = node[part] = {}
            node = child
        node[last] = values[0]
    listed: Parameters = {name: _listed(value) for name, value in tree.items()}
    return listed


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    for wrapper in ("member", "entry"):
        if set(value) == {wrapper}:
            return _listed(value[wrapper])
    made = {name: _listed(inner) for name, inner in value.items()}
    if made and all(re.fullmatch(r"\d+", name) for name in made):
        return [made[name] for name in sorted(made, key=int)]
    return made


def from_rest(wire: Wire, operation: OperationModel, labels: Mapping[str, str]) -> Parameters:
    """Path labels, query and header members under their names, then the body's members.

    Raises:
        UnreadableError: if a body that carries members cannot be read.
    """
    given: dict[str, Any] = {}
    shape = operation.input_shape
    for name, member in shape.members.items() if shape is not None else ():
        place, wire_name = (
            member.serialization.get("location"),
            member.serialization.get("name", name),
        )
        if place == "uri" and wire_name in labels:
            given[name] = labels[wire_name]
        elif place == "querystring" and wire_name in wire.query:
            values = wire.query[wire_name]
            given[name] = values if member.type_name == "list" else values[0]
        elif place == "header" and wire_name.lower() in wire.headers:
            given[name] = wire.headers[wire_name.lower()]
    body = _body(wire, operation)
    return {**body, **given}


def _body(wire: Wire, operation: OperationModel) -> Parameters:
    if not wire.body or operation.has_streaming_input:
        return {}
    shape = operation.input_shape
    payload = shape.serialization.get("payload") if shape is not None else None
    if shape is not None and payload and shape.members[payload].type_name in ("blob", "string"):
        return {}
    if "json" in operation.service_model.metadata["protocol"]:
        members = from_json(wire)
    else:
        members = _from_xml(wire)
    return {payload: members} if payload else members


def _from_xml(wire: Wire) -> Parameters:
    try:
        # The emulator reads the XML of its own users only, and expat expands no external entity.
        root = fromstring(wire.body)  # noqa: S314
    except ParseError as problem:
        raise UnreadableError(f"the body is not XML ({problem})") from problem
    found = _element(root)
    return found if isinstance(found, dict) else {}


def _element(node: Element) -> Any:
    if not len(node):
        return node.text or ""
    made: dict[str, Any] = {}
    for child in node:
        name, value = child.tag.rpartition("}")[2], _element(child)
        if name in made:
            earlier = made[name]
            made[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            made[name] = value
    return made
