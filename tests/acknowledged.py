"""What an assembly says was acknowledged, where, and for which reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.assemblies import read


class Acknowledged(NamedTuple):
    """A finding that somebody accepted on a construct, and on everything below it."""

    path: str
    finding: str
    reason: str


def acknowledged(assembly: Path, stack: str = "*") -> Iterator[Acknowledged]:
    """Yield what was acknowledged in a stack of an assembly, or in all of them."""
    for file in sorted(assembly.glob(f"{stack}.metadata.json")):
        for path, entries in read(file).items():
            for entry in entries:
                if entry["type"] == "aws:cdk:acknowledged-rules":
                    for finding, reason in entry["data"].items():
                        yield Acknowledged(path.removeprefix("/"), finding, reason)
