"""The written list of properties that no API shows again, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("not_readable.yaml")

Entries = Mapping[str, Mapping[str, str]]


@cache
def entries() -> Entries:
    """Read the list: reasons by property, by a pattern of resource types."""
    listed: Entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return listed


def reason(resource_type: str, name: str) -> str | None:
    """Return why a property cannot be read, or None when it must be."""
    for pattern, properties in entries().items():
        if covers(pattern, resource_type) and name in properties:
            return properties[name]
    return None


def covers(pattern: str, resource_type: str) -> bool:
    """Tell whether an entry of the list is about a resource type."""
    return fnmatchcase(resource_type, pattern)
