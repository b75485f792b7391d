"""Hold a resource's properties against its schema, in CloudFormation's words.

Scalars are compared as CloudFormation does: "30" passes for the integer 30 and true for
"true", since a template may write either.

Source: the messages are those of CloudFormation's own validation ("Properties validation
failed for resource ..."), as public threads quote them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import regex  # type: ignore[import-untyped, unused-ignore]

Schema = Mapping[str, Any]

_NAMES = {
    "string": "String",
    "integer": "Integer",
    "number": "Number",
    "boolean": "Boolean",
    "array": "JSONArray",
    "object": "JSONObject",
}


def problems(properties: Mapping[str, Any], document: Schema) -> list[str]:
    """What CloudFormation would refuse these properties for."""
    found = [
        f"#: extraneous key [{path[0]}] is not permitted: it is read-only"
        for path in _read_only(document)
        if path[0] in properties
    ]
    return found + list(_Check(document).value(properties, document, "#"))


def _read_only(document: Schema) -> Iterator[tuple[str, ...]]:
    for path in document.get("readOnlyProperties", []):
        parts = tuple(str(path).removeprefix("/properties/").split("/"))
        if len(parts) == 1:
            yield parts


class _Check:
    """One validation; the document resolves the references."""

    def __init__(self, document: Schema) -> None:
        self.document = document

    def value(self, value: Any, schema: Any, where: str) -> Iterator[str]:
        """The problems of one value, its parts included."""
        if not isinstance(schema, Mapping):
            return
        schema = self.resolved(schema)
        kinds = schema.get("type")
        if kinds and not _fits(value, kinds if isinstance(kinds, list) else [kinds]):
            wanted = _NAMES.get(kinds if isinstance(kinds, str) else kinds[0], str(kinds))
            yield f"{where}: expected type: {wanted}, found: {_found(value)}"
            return
        yield from _choice(value, schema, where)
        if isinstance(value, Mapping):
            yield from self.mapping(value, schema, where)
        elif isinstance(value, list):
            yield from self.listing(value, schema, where)
        else:
            yield from _scalar(value, schema, where)
        yield from self.combined(value, schema, where)

    def resolved(self, schema: Schema) -> Schema:
        """Follow references inside the document."""
        while "$ref" in schema:
            target: Any = self.document
            for part in str(schema["$ref"]).lstrip("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            schema = target
        return schema

    def mapping(self, value: Mapping[str, Any], schema: Schema, where: str) -> Iterator[str]:
        """The problems of an object and of its members."""
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}: required key [{name}] not found"
        known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        for name, member in value.items():
            if name in known:
                yield from self.value(member, known[name], f"{where}/{name}")
                continue
            matching = [held for pattern, held in patterns.items() if regex.search(pattern, name)]
            for held in matching:
                yield from self.value(member, held, f"{where}/{name}")
            if not matching and schema.get("additionalProperties") is False:
                yield f"{where}: extraneous key [{name}] is not permitted"
        for name, needed in schema.get("dependentRequired", {}).items():
            if name in value:
                for other in needed:
                    if other not in value:
                        yield f"{where}: property [{other}] is required"
        for name, excluded in schema.get("dependentExcluded", {}).items():
            if name in value:
                for other in excluded:
                    if other in value and other != name:
                        yield f"{where}: [{other}] is not permitted beside [{name}]"

    def listing(self, value: list[Any], schema: Schema, where: str) -> Iterator[str]:
        """The problems of a list and of its entries."""
        if len(value) < schema.get("minItems", 0):
            yield f"{where}: expected minimum item count: {schema['minItems']}, found: {len(value)}"
        if "maxItems" in schema and len(value) > schema["maxItems"]:
            yield f"{where}: expected maximum item count: {schema['maxItems']}, found: {len(value)}"
        if schema.get("uniqueItems"):
            shown = [json.dumps(entry, sort_keys=True, default=str) for entry in value]
            if len(set(shown)) != len(shown):
                yield f"{where}: array items are not unique"
        for number, entry in enumerate(value):
            yield from self.value(entry, schema.get("items", {}), f"{where}/{number}")

    def combined(self, value: Any, schema: Schema, where: str) -> Iterator[str]:
        """The problems that allOf, anyOf, oneOf and requiredOr and the like state."""
        for part in schema.get("allOf", []):
            yield from self.value(value, part, where)
        for keyword, enough in _COMBINED.items():
            if keyword not in schema:
                continue
            fitting = sum(not list(self.value(value, part, where)) for part in schema[keyword])
            if not enough(fitting):
                total = len(schema[keyword])
                yield f"{where}: #: only {fitting} subschemas match out of {total} of {keyword}"
        if isinstance(value, Mapping):
            for keyword, right in _NAMED.items():
                names = schema.get(keyword)
                if names and not right(sum(name in value for name in names)):
                    yield f"{where}: {keyword} of [{', '.join(names)}] does not hold"


_COMBINED: dict[str, Callable[[int], bool]] = {
    "anyOf": lambda count: count >= 1,
    "oneOf": lambda count: count == 1,
}
_NAMED: dict[str, Callable[[int], bool]] = {
    "requiredXor": lambda count: count == 1,
    "requiredOr": lambda count: count >= 1,
}


def _fits(value: Any, kinds: list[str]) -> bool:
    return any(_FITS[kind](value) for kind in kinds if kind in _FITS)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and bool(regex.fullmatch(r"-?\d+(\.\d+)?", value))


_FITS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str | int | float | bool),
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
    "number": _is_number,
    "boolean": lambda value: (
        isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("true", "false"))
    ),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
    "null": lambda value: value is None,
}


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "Boolean"
    kinds = {str: "String", int: "Integer", float: "Number", list: "JSONArray", type(None): "Null"}
    return kinds.get(type(value), "JSONObject")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _choice(value: Any, schema: Schema, where: str) -> Iterator[str]:
    allowed = schema.get("enum")
    if allowed and _text(value) not in [_text(entry) for entry in allowed]:
        yield f"{where}: {_text(value)} is not a valid enum value"
    if "const" in schema and _text(value) != _text(schema["const"]):
        yield f"{where}: {_text(value)} is not {_text(schema['const'])}"


def _scalar(value: Any, schema: Schema, where: str) -> Iterator[str]:
    text = _text(value)
    if "maxLength" in schema and len(text) > schema["maxLength"]:
        yield f"{where}: expected maxLength: {schema['maxLength']}, actual: {len(text)}"
    if "minLength" in schema and len(text) < schema["minLength"]:
        yield f"{where}: expected minLength: {schema['minLength']}, actual: {len(text)}"
    if "pattern" in schema and not regex.search(schema["pattern"], text):
        yield f"{where}: string [{text}] does not match pattern {schema['pattern']}"
    if _is_number(value):
        if "minimum" in schema and float(value) < schema["minimum"]:
            yield f"{where}: {text} is not greater or equal to {schema['minimum']}"
        if "maximum" in schema and float(value) > schema["maximum"]:
            yield f"{where}: {text} is not less or equal to {schema['maximum']}"
