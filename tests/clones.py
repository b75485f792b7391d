"""Clones of the sources: two whose syntheses run beside the tests, and those a test changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assemblies import ROOT

SOURCES = ("app.py", "cdk.json", "baseline.yaml", "promises.yaml", "must_work.yaml", "baseline")


Started = dict[Path, subprocess.Popen[str]]


@pytest.fixture(scope="session")
def started_clones(tmp_path_factory: pytest.TempPathFactory) -> Started:
    """Two clones in different folders, being synthesized at once with different hash seeds."""
    folders = (
        tmp_path_factory.mktemp("clone"),
        tmp_path_factory.mktemp("another-clone") / "further" / "down",
    )
    bare, compiled = folders
    return {
        bare: _synthesis(clone(bare, compiled=False), 0),
        compiled: _synthesis(clone(compiled), 1),
    }


def clone(folder: Path, *, compiled: bool = True) -> Path:
    """Copy what a synthesis reads into a folder, which is made; bytecode too where it may."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            left_out = None if compiled else shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=left_out)
        else:
            shutil.copyfile(source, folder / name)
    return folder


def _synthesis(folder: Path, seed: int) -> subprocess.Popen[str]:
    """Start the app as the CDK CLI does; the second clone writes bytecode, the first does not."""
    return start_app(folder, PYTHONHASHSEED=str(seed), PYTHONDONTWRITEBYTECODE="" if seed else "1")


def start_app(folder: Path, outdir: str = "cdk.out", **variables: str) -> subprocess.Popen[str]:
    """Start the app of a clone in a session of its own, as the CDK CLI does, but unvalidated."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CDK_")},
        "CDK_OUTDIR": outdir,
        "CDK_VALIDATION": "false",
        **variables,
    }
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
