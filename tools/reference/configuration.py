"""The page of the configuration, from its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from baseline.config.editor import json_schema
from tools.reference.markdown import cell, table

_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "maxItems": "at most {}",
    "maxProperties": "at most {}",
}
_MANY = 8
"""A list of allowed values that is longer is not written out."""


def page() -> str:
    """Write every key of the configuration with its type, bounds, default and meaning."""
    schema = json_schema()
    parts = [
        "# Configuration",
        "Every key of `baseline.yaml`. The file itself says the same beside each key; "
        "`baseline config check` judges a file, and editors complete from "
        "[the schema](baseline.schema.json).",
        *_section("The file", schema, schema),
    ]
    for name in sorted(schema["$defs"]):
        parts += _section(name, schema["$defs"][name], schema)
    return "\n\n".join(parts) + "\n"


def _section(title: str, model: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {title}"
    yield str(model["description"])
    required = model.get("required", ())
    yield table(
        ("key", "type", "default", "meaning"),
        (
            (
                f"`{key}`",
                cell(", ".join([_type(each, schema), *_bounds(each)])),
                "required" if key in required else f"`{_default(each)}`",
                cell(str(each.get("description", ""))),
            )
            for key, each in model["properties"].items()
        ),
    )


def _type(each: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "anyOf" in each:
        return " or ".join(_type(one, schema) for one in each["anyOf"])
    if "$ref" in each:
        name = each["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in each:
        values = each["enum"]
        return " or ".join(f"`{one}`" for one in values) if len(values) <= _MANY else "a known name"
    if each.get("type") == "array":
        return f"list of {_type(each['items'], schema)}"
    names = {"string": "text", "integer": "number", "boolean": "true or false", "null": "nothing"}
    return names.get(each.get("type", ""), "mapping")


def _bounds(each: Mapping[str, Any]) -> Iterator[str]:
    for one in (each, *each.get("anyOf", ())):
        for name, text in _BOUNDS.items():
            if name in one:
                yield text.format(one[name])


def _default(each: Mapping[str, Any]) -> str:
    return json.dumps(each.get("default"))
