"""Deployments as a user makes them: one synthesis a configuration, then the stock CDK CLI."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from baseline.assembly import build_app, synthesize
from baseline.config import load

from .conftest import ROOT

STACKS = ("Organization", "Guardrails", "Accounts")
_CLI = ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"
_TOO_LONG_SECONDS = 120
_ASSEMBLIES: dict[str, Path] = {}


@pytest.fixture(scope="session")
def assemblies() -> Iterator[Assemblies]:
    """The assemblies of the session, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="account-baseline-assemblies-") as directory:
        yield Assemblies(Path(directory))


@dataclass
class Assemblies:
    """The assemblies of a session: each text of a configuration is synthesized once."""

    directory: Path
    made: dict[str, Path] = field(default_factory=dict)

    def of(self, text: str) -> Path:
        """The assembly of a configuration's text, without the rule packs."""
        if text not in self.made:
            number = len(self.made)
            file = self.directory / f"{number}.yaml"
            file.write_text(text, encoding="utf-8")
            outdir = self.directory / f"{number}.out"
            synthesize(build_app(load(file), outdir=outdir, nag=False, validation=False))
            self.made[text] = outdir
        return self.made[text]

    def example(self, name: str) -> Path:
        """The assembly of a file under `examples`."""
        return self.of((ROOT / "examples" / name).read_text(encoding="utf-8"))
