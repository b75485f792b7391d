"""A git revision is synthesized by its own code, in the ignored cache, with nothing deployed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baseline.cli.assemblies import assembly_of
from baseline.errors import BaselineError

from .conftest import ROOT


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_revision_is_synthesized_in_the_cache() -> None:
    """The assembly of the last commit holds the default configuration's stacks."""
    folder = assembly_of("HEAD", "baseline.yaml")
    assert folder.is_relative_to(ROOT / ".cache")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "Organization" in manifest["artifacts"]


def test_a_revision_that_fails_tells_its_own_lines() -> None:
    """A configuration that the revision lacks is told as that revision tells it."""
    with pytest.raises(BaselineError) as raised:
        assembly_of("HEAD", str(Path("absent.yaml")))
    (line,) = raised.value.problems
    assert str(line).startswith("HEAD: cannot be synthesized: absent.yaml:1: file: ")
