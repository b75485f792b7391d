"""What somebody new reads first is complete: where things are, where to add one, how to begin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.assemblies import ROOT
from tests.docs.commands import blocks

ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)
PLACES = {
    "A guardrail": "baseline/guardrails/own/",
    "A resource control guardrail": "baseline/guardrails/resource/",
    "A declarative setting": "baseline/guardrails/declarative/",
    "An alarm": "baseline/audit/alarms/",
    "A saved query": "baseline/audit/queries/",
}
"""By the heading of docs/how-to/add.md the folder that a new one goes to."""
BESIDE = {"emulator", "examples", "tools"}
"""The folders beside `baseline` that are the project's own, tests and documentation left out."""


def test_the_architecture_names_every_folder() -> None:
    """The table "Where things are" has each folder there is, once, and no other."""
    page = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    table = page.partition("## Where things are")[2]
    named = re.findall(r"`([^`]+)`", " ".join(ROW.findall(table)))
    assert len(named) == len(set(named))
    packages = {
        f"baseline/{each.parent.name}" for each in (ROOT / "baseline").glob("*/__init__.py")
    }
    assert set(named) == packages | BESIDE
    assert all((ROOT / name).is_dir() for name in named)


@pytest.mark.parametrize("heading", PLACES)
def test_a_section_names_its_own_folder(heading: str) -> None:
    """What can be added has a section that names the folder for it, which is there."""
    page = (ROOT / "docs/how-to/add.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", page, re.MULTILINE))
    assert (ROOT / PLACES[heading]).is_dir()
    assert [each for each, text in sections.items() if f"`{PLACES[heading]}" in text] == [heading]


def test_the_tutorial_activates_the_environment_first() -> None:
    """No command of the tutorial but make stands before the activation, which all readers do."""
    commands = [
        line
        for block in blocks(Path("tutorial/from-a-clone-to-an-organization.md"), "sh")
        for line in block.splitlines()
    ]
    first = next(line for line in commands if not line.startswith("make "))
    assert first == ". .venv/bin/activate"
    assert any(line.startswith("baseline ") for line in commands)
