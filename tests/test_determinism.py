"""The same sources give the same templates and uploads, wherever and whenever they are built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.clones import Started


@pytest.fixture(scope="module")
def clones(started_clones: Started) -> tuple[Path, Path]:
    """Two clones in different folders, synthesized with different hash seeds."""
    for process in started_clones.values():
        _, stderr = process.communicate(timeout=120)
        assert process.returncode == 0, stderr
    first, second = started_clones
    return first, second


def _contents(clone: Path) -> dict[Path, bytes]:
    outdir = clone / "cdk.out"
    return {
        path.relative_to(outdir): path.read_bytes()
        for path in sorted(outdir.rglob("*"))
        if path.is_file()
    }


def test_bytes(clones: tuple[Path, Path]) -> None:
    """Every file of the two assemblies is the same, byte for byte."""
    first, second = (_contents(clone) for clone in clones)
    assert first.keys() == second.keys()
    assert {str(path) for path in first if first[path] != second[path]} == set()
    assert Path("Organization.template.json") in first
    assert any(path.match("asset.*/runtime/settings/units.py") for path in first)


def test_folders(clones: tuple[Path, Path]) -> None:
    """No file of an assembly names the folder it was built in."""
    for clone in clones:
        for path, content in _contents(clone).items():
            assert os.fsencode(clone) not in content, path
