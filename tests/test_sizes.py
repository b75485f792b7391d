"""No file and no function grows beyond what can be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.assemblies import ROOT
from tests.sources import nodes, sources, text

LIMIT_LINES = 250
LIMIT_STACK_LINES = 60
LIMIT_FUNCTION_LINES = 50
FOLDERS = ("baseline", "emulator", "tests", "tools")
LONGER = {
    "emulator/cloudformation/deployment.py: install": "three functions that close over what each "
    "stands around; apart, they would need it handed over in a fourth",
}
"""Functions that may pass the limit, with the reason."""


def _files() -> Iterator[Path]:
    yield ROOT / "app.py"
    yield from sources(*FOLDERS)


def _lines(file: Path) -> int:
    return text(file).count("\n")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_files() -> None:
    """A file has at most 250 lines."""
    assert {_name(file): _lines(file) for file in _files() if _lines(file) > LIMIT_LINES} == {}


def test_functions() -> None:
    """A function has at most 50 lines, its signature and documentation included."""
    long = {
        f"{_name(file)}: {node.name}": length
        for file in _files()
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LIMIT_FUNCTION_LINES
    }
    assert {name: length for name, length in long.items() if name not in LONGER} == {}


def test_names() -> None:
    """No file is named after nothing in particular."""
    vague = {"utils", "helpers", "common", "manager", "constants"}
    assert [_name(file) for file in _files() if file.stem in vague] == []


def test_stacks() -> None:
    """A stack is a table of contents: at most 60 lines, and no resource created in it."""
    for file in sorted((ROOT / "baseline/stacks").glob("*.py")):
        for node in nodes(file):
            if isinstance(node, ast.ClassDef):
                assert (node.end_lineno or 0) - node.lineno + 1 <= LIMIT_STACK_LINES, node.name
            if isinstance(node, ast.ImportFrom):
                imported = [alias.name for alias in node.names]
                assert not [name for name in imported if name.startswith("Cfn")], file
                assert not (node.module or "").startswith("aws_cdk."), file
