"""The same sources give the same templates and uploads, wherever and whenever they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assemblies import ROOT

SOURCES = ("app.py", "cdk.json", "baseline.yaml", "baseline")


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clones in different folders, synthesized at once with different hash seeds."""
    folders = (
        tmp_path_factory.mktemp("clone"),
        tmp_path_factory.mktemp("another-clone") / "further" / "down",
    )
    running = [_synthesis(_clone(folder), seed) for seed, folder in enumerate(folders)]
    for process in running:
        _, stderr = process.communicate(timeout=120)
        assert process.returncode == 0, stderr
    return folders


def _clone(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)
    return folder


def _synthesis(folder: Path, seed: int) -> subprocess.Popen[str]:
    """Start the app as the CDK CLI does; the second clone writes bytecode, the first does not."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CDK_")},
        "CDK_OUTDIR": "cdk.out",
        "CDK_VALIDATION": "false",
        "PYTHONHASHSEED": str(seed),
        "PYTHONDONTWRITEBYTECODE": "" if seed else "1",
    }
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


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
