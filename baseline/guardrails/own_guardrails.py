"""Finds the guardrails that a fork adds, so that adding one is adding one file."""

from __future__ import annotations

import ast
import pkgutil
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from baseline.guardrails import own
from baseline.guardrails.model import Guardrail

_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Written:
    """A guardrail with the file and line in which a fork writes it."""

    file: str
    line: int
    guardrail: Guardrail


@dataclass(frozen=True)
class Unreadable:
    """A file that is no Python, or raises, with the line and the error."""

    file: str
    line: int
    error: str


@dataclass(frozen=True)
class Own:
    """What a fork adds, before anybody has looked for mistakes in it."""

    written: tuple[Written, ...]
    unreadable: tuple[Unreadable, ...]


def own_guardrails(shipped: Mapping[str, Guardrail], folder: ModuleType = own) -> Own:
    """Read what stands in the files of a folder, by name of the file and place in it.

    What a file imports, from the catalogue or from its neighbour, is not its own.
    """
    found: list[Written] = []
    unreadable: list[Unreadable] = []
    for name, path in _files(folder):
        file = str(path.relative_to(_PROJECT) if path.is_relative_to(_PROJECT) else path)
        try:
            module = import_module(f"{folder.__name__}.{name}")
        except Exception as error:  # A fork's file may raise anything.
            unreadable.append(Unreadable(file, _line(path, error), told(error)))
        else:
            lines = _lines(path)
            theirs = [*shipped.values(), *(each.guardrail for each in found)]
            found += [
                Written(file, lines.get(variable, 1), value)
                for variable, value in vars(module).items()
                if isinstance(value, Guardrail) and not any(value is each for each in theirs)
            ]
    return Own(tuple(found), tuple(unreadable))


def told(error: Exception) -> str:
    """Write an error on one line, without the place that is told apart from it."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {' '.join(text.split())}"


def _files(folder: ModuleType) -> Iterator[tuple[str, Path]]:
    for place in folder.__path__:
        for each in sorted(pkgutil.iter_modules([place]), key=lambda module: module.name):
            plain = Path(place) / f"{each.name}.py"
            yield each.name, Path(place) / each.name / "__init__.py" if each.ispkg else plain


def _lines(path: Path) -> dict[str, int]:
    """Return the line of each name that a file gives a value."""
    return {
        target.id: node.lineno
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def _line(path: Path, error: Exception) -> int:
    """Return the line of a file at which an error arose, the first where none is known."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename) == path and frame.lineno
    ]
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno or 1)
    return lines[-1] if lines else 1
