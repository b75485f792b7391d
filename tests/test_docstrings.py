"""What stands in the code is said: one sentence first, and what a caller has to expect."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.assemblies import ROOT
from tests.sources import nodes, sources, tree

FILES = {str(file.relative_to(ROOT)): file for file in sources("baseline", "emulator")}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
RAISES = "must say that it raises"
TWO_SENTENCES = re.compile(r"[.!?] +[A-Z]")
"""A full stop inside a line, and another sentence after it."""


def _definitions(above: ast.AST, is_public: bool = True) -> Iterator[tuple[Definition, bool]]:
    """Every function and class, and whether others may use it: nobody can what a function holds."""
    for node in ast.iter_child_nodes(above):
        if isinstance(node, Definition):
            named = is_public and not node.name.startswith("_")
            yield node, named
            yield from _definitions(node, named and isinstance(node, ast.ClassDef))
        else:
            yield from _definitions(node, is_public)


def _raised(function: Definition) -> Iterator[str]:
    """The names of what a function raises itself, not of what functions inside it raise."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Definition | ast.Lambda):
            continue
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield raised.attr if isinstance(raised, ast.Attribute) else getattr(raised, "id", "")
        waiting += ast.iter_child_nodes(node)


OUR_ERRORS = {
    node.name
    for file in FILES.values()
    for node in nodes(file)
    if isinstance(node, ast.ClassDef)
    and any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
}
"""The errors of this project: what a caller may want to handle."""
HELP = "baseline/cli/"
"""Where docstrings are the help of commands, which end with whatever is raised."""
UNSAID = {
    "baseline/replay/files.py:_records": "its only caller says what is no log",
    "baseline/replay/run.py:_check": "its first word says that it refuses",
}
"""The functions that need not name the error they raise, and why."""


def test_the_errors_are_found() -> None:
    """The errors of both trees are known, those that derive from another one included."""
    assert {"BaselineError", "LiveError", "SettingError", "UnmappedError"} < OUR_ERRORS


def _problem(node: Definition, is_public: bool) -> str | None:
    """What is wrong with the docstring of a definition."""
    text = ast.get_docstring(node) or ""
    if not text:
        return "says nothing" if is_public else None
    first = text.splitlines()[0]
    if not first.endswith(".") or TWO_SENTENCES.search(first):
        return "must start with one sentence, in one line"
    if isinstance(node, ast.ClassDef):
        return None
    missing = {name for name in _raised(node) if name in OUR_ERRORS and name not in text}
    return f"{RAISES} {sorted(missing)}" if missing else None


def _problems(file: str) -> dict[str, str]:
    """By definition of a file what is wrong with its docstring."""
    return {
        f"{file}:{node.name}": problem
        for node, is_public in _definitions(tree(FILES[file]))
        if (problem := _problem(node, is_public))
        and not (file.startswith(HELP) and problem.startswith(RAISES))
    }


def test_docstrings() -> None:
    """Whatever is public has a docstring; each begins with one sentence and names our errors."""
    problems = {name: told for file in FILES for name, told in _problems(file).items()}
    assert {name: told for name, told in problems.items() if name not in UNSAID} == {}


@pytest.mark.parametrize("name", UNSAID)
def test_an_exception_is_one(name: str) -> None:
    """What is excused for a reason would be found without it."""
    assert _problems(name.partition(":")[0])[name].startswith(RAISES)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("def f():\n    return 1", "says nothing"),
        ('def f():\n    """Do it"""', "must start with one sentence, in one line"),
        ('def f():\n    """Do it. Then that."""', "must start with one sentence, in one line"),
        ('def f():\n    """Do it."""\n    raise LiveError([])', RAISES),
        (
            'def f():\n    """Do it.\n\n    Raises:\n        LiveError."""\n    raise LiveError',
            None,
        ),
        ('def f():\n    """Do it."""\n    raise ValueError', None),
        ("def _f():\n    def g():\n        raise LiveError", None),
    ],
    ids=["nothing", "no-stop", "two", "raises", "said", "of-python", "inside"],
)
def test_a_mistake_is_seen(code: str, problem: str | None) -> None:
    """Each way to leave something unsaid is found, and nothing else."""
    ((node, is_public), *_) = _definitions(ast.parse(code))
    found = _problem(node, is_public)
    assert found == problem if problem is None else str(found).startswith(problem)
