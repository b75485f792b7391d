"""A resource made through a service's own API, and one way to change each of its properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from boto3 import Session

from baseline.output.finding import Finding
from tests.live.one_resource import findings_of


@dataclass(frozen=True)
class Made:
    """A resource that exists: its id, what a template would say, what it would upload."""

    type: str
    physical_id: str
    properties: Mapping[str, Any]
    files: Mapping[str, Path] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def findings(self, session: Session, **other: Any) -> list[Finding]:
        """Read it back, with properties of the template replaced by `other`."""
        return findings_of(
            session,
            self.type,
            {**self.properties, **other},
            self.physical_id,
            files=self.files,
            outputs=self.outputs,
            answers=self.answers,
        )


Change = Callable[[Session, Made], object]
