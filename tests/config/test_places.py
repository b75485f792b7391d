"""A name in the wrong list is told where it belongs, and there it is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.config import load
from baseline.config.rules.places import belongs
from baseline.guardrails.declarative import DECLARATIVE_SETTINGS
from tests.config.files import SMALL


@pytest.mark.parametrize("name", DECLARATIVE_SETTINGS)
def test_what_is_to_be_written_is_taken(name: str, tmp_path: Path) -> None:
    """The line that a setting is told to be written by switches it on."""
    told = belongs(name)
    assert told is not None
    file = tmp_path / "mine.yaml"
    file.write_text(f"{SMALL}{told.removeprefix('it is a setting: write ')}\n", encoding="utf-8")
    assert DECLARATIVE_SETTINGS[name].is_declared(load(file).declarative.declared())


def test_what_is_nowhere_belongs_nowhere() -> None:
    """A name that no list has gets the other remedies."""
    assert belongs("deny_nothing") is None
