"""The Python files of the project, each read and parsed once however many tests look into it."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

from tests.assemblies import ROOT


@functools.cache
def sources(*folders: str) -> tuple[Path, ...]:
    """List the Python files of folders, in order."""
    return tuple(sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py")))


@functools.cache
def text(file: Path) -> str:
    """Read a file."""
    return file.read_text(encoding="utf-8")


@functools.cache
def tree(file: Path) -> ast.Module:
    """Parse a file; nobody may change what is returned."""
    return ast.parse(text(file))


@functools.cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """List everything in the syntax tree of a file."""
    return tuple(ast.walk(tree(file)))
