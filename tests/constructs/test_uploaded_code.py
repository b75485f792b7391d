"""What Lambda gets: the package `runtime`, whole and alone."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from aws_cdk import App, Stack

from baseline.constructs import setting
from baseline.constructs.setting import Setting
from baseline.runtime.settings import trusted_access
from tests.assemblies import ROOT, Assembly, assembly, read

RUNTIME = ROOT / "baseline/runtime"
LIMIT_BYTES = 1_000_000
"""Small enough that an upload and a cold start cost nothing worth measuring."""


@functools.cache
def _code() -> Path:
    """The folder that all functions of all stacks run."""
    made = assembly("default")
    folders = {folder for stack in ("Organization", "Accounts") for folder in _codes(made, stack)}
    (folder,) = folders
    return folder


def _codes(made: Assembly, stack: str) -> set[Path]:
    keys = {
        each["Properties"]["Code"]["S3Key"]
        for each in made.resources(stack, "AWS::Lambda::Function").values()
    }
    return {
        made.folder / upload["source"]["path"]
        for upload in read(made.folder / f"{stack}.assets.json")["files"].values()
        if any(each["objectKey"] in keys for each in upload["destinations"].values())
    }


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_files() -> None:
    """The upload holds every module of the runtime, byte for byte, and no other file."""
    modules = {path.relative_to(RUNTIME.parent) for path in RUNTIME.rglob("*.py")}
    assert _files(_code()) == modules
    for module in modules:
        assert (_code() / module).read_bytes() == (RUNTIME.parent / module).read_bytes()


def test_size() -> None:
    """The upload is small."""
    assert sum(path.stat().st_size for path in _code().rglob("*.py")) <= LIMIT_BYTES


def test_read_by_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda can read each file, also where whoever cloned the code keeps files to themselves."""
    package = tmp_path / "package"
    shutil.copytree(RUNTIME, package / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    for path in package.rglob("*.py"):
        path.chmod(0o600)
    monkeypatch.setattr(setting, "PACKAGE", package)
    stack = Stack(App(outdir=str(tmp_path / "out"), analytics_reporting=False), "Private")
    Setting(stack, "Setting", prefix="acme", module=trusted_access)
    (staged,) = (tmp_path / "out").glob("asset.*")
    modes = {path.name: path.stat().st_mode & 0o777 for path in staged.rglob("*.py")}
    assert len(modes) > 20
    assert set(modes.values()) == {0o644}
    assert {path.stat().st_mode & 0o777 for path in package.rglob("*.py")} == {0o600}


def test_imports() -> None:
    """Every setting starts with nothing but the upload and AWS's library on the path."""
    names = sorted(path.stem for path in (RUNTIME / "settings").glob("[a-z]*.py"))
    program = (
        "import importlib, sys\n"
        f"sys.path.insert(0, {str(_code())!r})\n"
        f"for name in {names!r}:\n"
        "    module = importlib.import_module(f'runtime.settings.{name}')\n"
        "    assert callable(module.handler), name\n"
        "assert not {'baseline', 'aws_cdk', 'pydantic', 'yaml'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-P", "-c", program],
        capture_output=True,
        text=True,
        cwd=_code(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
