"""What the mapping tables of this folder compare: a real request against its accesses."""

from __future__ import annotations

from typing import Any

from emulator.authorisation import accesses, operation
from emulator.authorisation.access import Access, Place

from .capture import ACCOUNT, REGION, Sent, client, sent

ROOT = f"arn:aws:iam::{ACCOUNT}:root"
PLACE = Place("aws", REGION, ACCOUNT, ROOT)

Row = tuple[str, str, dict[str, Any], list[str]]


def requested(service: str, name: str, parameters: dict[str, Any]) -> tuple[Access, ...]:
    """Serialise a call with botocore and map what it sends."""
    return accesses_of(sent(client(service), name, parameters))


def accesses_of(given: Sent) -> tuple[Access, ...]:
    """Map a request that was sent."""
    wire = given.wire
    assert wire.credential is not None
    found = operation.identify(wire, wire.credential.service)
    return accesses.needed(found, PLACE)


def lines(found: tuple[Access, ...]) -> list[str]:
    """One line per access, with the account and region of the tests left out."""
    return [
        f"{access.action} {access.resource}".replace(ACCOUNT, "ACCOUNT").replace(REGION, "REGION")
        for access in found
    ]


def row_id(row: Row) -> str:
    """Name a row of a table: service, operation and the parameters that are given."""
    return "-".join([row[0], row[1], *row[2]])
