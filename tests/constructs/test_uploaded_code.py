"""What Lambda gets: the package `runtime`, whole and alone."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

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
