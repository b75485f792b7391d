"""Where a try-out keeps what it makes, all inside the checkout's ignored folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The folders and files of one try-out."""

    checkout: Path
    cache: Path

    @classmethod
    def within(cls, checkout: Path) -> Places:
        """The places of a checkout, whose `.cache` holds what a run leaves for the next."""
        return cls(checkout, checkout / ".cache")

    @property
    def state(self) -> Path:
        """The file in which a running emulator says where it is."""
        return self.cache / "emulator.json"

    @property
    def assembly(self) -> Path:
        """What was synthesized and is deployed."""
        return self.cache / "try" / "cdk.out"

    def log(self, stage: str) -> Path:
        """What the programs of a stage printed."""
        return self.cache / "try" / f"{stage}.log"
