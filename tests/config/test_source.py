"""What keeps a file from being read is said in one line that names it as it was typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from baseline.config import load
from baseline.errors import ConfigError
from tests.config.files import SMALL


def _problem(path: Path | str) -> str:
    with pytest.raises(ConfigError) as raised:
        load(path)
    (problem,) = raised.value.problems
    return str(problem)


def test_directory(tmp_path: Path) -> None:
    """A directory is refused as one."""
    assert _problem(tmp_path) == (
        f"{tmp_path}:1: file: must be a file (got a directory); name a file in it"
    )


def test_name_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem names the file the way it was typed, not the way it was resolved."""
    (tmp_path / "mine.yaml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert _problem(".//mine.yaml").startswith(".//mine.yaml:1: file: must not be empty")


@pytest.mark.parametrize("name", ["two\nlines", "nul\0byte", "x" * 5000], ids=ascii)
def test_odd_names(name: str) -> None:
    """A name that no file can have, or that would break the line, is one line all the same."""
    assert len(_problem(name).splitlines()) == 1


def test_loop_of_links(tmp_path: Path) -> None:
    """What the system does not let us open is said to be unreadable, with its reason."""
    link = tmp_path / "mine.yaml"
    link.symlink_to(link)
    assert f"{link}:1: file: must be readable (got " in _problem(link)


def test_too_large(tmp_path: Path) -> None:
    """A file of more than a mebibyte is refused; one of exactly a mebibyte is read."""
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL + "#" * (1_048_576 - len(SMALL)), encoding="utf-8")
    assert load(file).units
    file.write_text(SMALL + "#" * (1_048_577 - len(SMALL)), encoding="utf-8")
    assert "must be at most 1,048,576 bytes" in _problem(file)


def test_endless_file() -> None:
    """A file without end is read up to the limit only."""
    assert "must be at most 1,048,576 bytes" in _problem("/dev/zero")


def test_pipe() -> None:
    """What a shell hands over as a pipe is read like a file."""
    reader, writer = os.pipe()
    os.write(writer, SMALL.encode())
    os.close(writer)
    assert load(f"/dev/fd/{reader}").units
    os.close(reader)
