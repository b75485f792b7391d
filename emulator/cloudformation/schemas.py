"""The CloudFormation resource schemas cfn-lint ships, read from disk without importing it."""

from __future__ import annotations

import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

Path_ = tuple[str, ...]


class SchemaError(RuntimeError):
    """cfn-lint's schemas are not where they were."""


@lru_cache
def _directory() -> Path:
    found = importlib.util.find_spec("cfnlint")
    directory = Path(found.origin).parent / "data" / "schemas" if found and found.origin else None
    if directory is None or not (directory / "providers" / "us-east-1.json").is_file():
        raise SchemaError("cfn-lint: its resource schemas are missing (got none); install 1.58.0")
    return directory


@lru_cache
def _types(region: str) -> dict[str, str]:
    """The types of a region and the file that holds the schema of each."""
    listing = _directory() / "providers" / f"{region}.json"
    if not listing.is_file():
        listing = _directory() / "providers" / "us-east-1.json"
    document = json.loads(listing.read_text(encoding="utf-8"))
    return {str(name): str(value) for name, value in document.items()}


def types(region: str) -> frozenset[str]:
    """The resource types a region has."""
    return frozenset(_types(region))


@lru_cache(maxsize=256)
def schema(resource_type: str, region: str) -> dict[str, Any] | None:
    """The schema of a type in a region, or None where there is no such type."""
    name = _types(region).get(resource_type)
    if name is None:
        return None
    path = _directory() / "resources" / f"{name}.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def paths(document: dict[str, Any], kind: str) -> tuple[Path_, ...]:
    """The property paths of one kind, such as `createOnlyProperties`."""
    return tuple(
        tuple(path.removeprefix("/properties/").split("/")) for path in document.get(kind, [])
    )
