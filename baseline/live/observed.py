"""What a reader is asked, and what it answers, in CloudFormation's own names and forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from baseline.live.clients import Clients
from baseline.live.organization import Organization
from baseline.live.uploads import Uploads


@dataclass(frozen=True)
class Question:
    """A deployed resource that a reader looks at.

    `desired` holds its template properties with every expression worked out; one that could not
    be is absent. `answers` holds the attributes that the stack shows as outputs. `files` holds
    what the assembly uploads, by S3 key.
    """

    clients: Clients
    organization: Organization
    uploads: Uploads
    physical_id: str
    desired: Mapping[str, Any]
    answers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Unreadable:
    """Stands where a value should be that this time could not be told, with the reason."""

    reason: str


@dataclass(frozen=True)
class State:
    """Something a resource brings about that is none of its properties."""

    check: str
    expected: object
    found: object


@dataclass(frozen=True)
class Observed:
    """A resource as its service shows it.

    `properties` names every property that the reader can tell, None where it is not set, so that
    a property that is missing here is one that nobody looked at.
    """

    properties: Mapping[str, Any]
    attributes: Mapping[str, str] = field(default_factory=dict)
    states: tuple[State, ...] = ()


Form = Callable[[Any], Any]


@dataclass(frozen=True)
class Reader:
    """How a resource type is read and in which forms its properties are compared.

    `read` returns None for a resource that is not there. `forms` names the properties that are
    more than plain values; `partial` those to which the service adds defaults.
    """

    read: Callable[[Question], Observed | None]
    forms: Mapping[str, Form] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
