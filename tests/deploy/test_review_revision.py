"""A git revision is synthesized by its own code, in the ignored cache, with nothing deployed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from baseline.cli.assemblies import assembly_of
from baseline.errors import BaselineError
from tests.assemblies import ROOT


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


def test_a_danger_does_not_hide_a_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision that its own pins would refuse is synthesized all the same, to be told about."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("clone", "--quiet", str(ROOT), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    pins = Path("examples/pins/eu.yaml")
    text = pins.read_text(encoding="utf-8")
    pins.write_text(text.replace("ReportName: nordwind-costs\n", "ReportName: other\n"))
    git("commit", "--quiet", "--all", "--message", "Pin another name")
    folder = assembly_of("HEAD", "examples/eu.yaml")
    assert (folder / "Billing.template.json").is_file()
