"""A copy of what the set-up consists of, for tests that must not touch the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.assemblies import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and everything that it needs before packages are installed."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in ("Makefile", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, copy)
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("requirements", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    return copy
