"""Nothing is written twice: neither the same lines, nor the same with other words in them."""

from __future__ import annotations

import ast
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.assemblies import ROOT

TREES = (("baseline", "tools"), ("emulator",))
"""The folders that could share code; the emulator shares none with what it judges."""
LINES = 8
"""As many lines of code in a row as would be worth a function of their own."""
THIN = 14
"""Characters below which a line says too little by itself to be counted."""
_PASSED_OVER = ("import ", "from ", "#", '"""')
_ARGUMENT = re.compile(r"(\w+: [\w\[\], .|]+,|self,|\*,|scope: Construct,|construct_id: str,)")
"""A line of a signature; constructs of one place take the same arguments."""
_TEXT = re.compile(r"""[(*]*"[^"]*"[),]*""")
"""A line of a list; what a guardrail declares is written apart from its statements on purpose."""

SHAPE_LINES = 4
"""As many lines of statements as would be worth a function, if only their words differ."""
SHAPE_NODES = 35
"""Parts of the syntax tree below which statements of one shape say too little to be compared."""
LOOK_ALIKES = {
    frozenset({"organizational_unit.py:create", "policy.py:create"}): (
        "each lists in its own way what would take the name"
    ),
    frozenset({"pattern.py:whole", "pattern.py:_one"}): "grammar: a part, and what must follow",
}
"""The functions that may look alike, and why one function of both would be no better."""


def _files(folders: Iterable[str]) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


class _Blank(ast.NodeTransformer):
    """Leaves the shape of statements: no name, text or number of theirs."""

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(id="", ctx=node.ctx)

    def visit_arg(self, _node: ast.arg) -> ast.AST:
        return ast.arg(arg="")

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Attribute(value=self.visit(node.value), attr="", ctx=node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(value=type(node.value).__name__)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        return ast.keyword(arg=node.arg and "", value=self.visit(node.value))


def _blocks(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    """The lists of statements in a function, not those of functions inside it."""
    waiting: list[ast.AST] = [function]
    while waiting:
        node = waiting.pop()
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield [each for each in block if not _is_said(each)]
        inside = (each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt))
        waiting += [each for each in inside if not isinstance(each, ast.FunctionDef | ast.ClassDef)]


def _is_said(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _shapes(block: list[ast.stmt]) -> Iterator[str]:
    """The shape of each run of statements that is just long enough."""
    shapes = [ast.dump(each) for each in block]
    sizes = [sum(1 for _ in ast.walk(each)) for each in block]
    for first in range(len(block)):
        for last in range(first, len(block)):
            lines = (block[last].end_lineno or 0) - block[first].lineno + 1
            if lines >= SHAPE_LINES and sum(sizes[first : last + 1]) >= SHAPE_NODES:
                yield "\n".join(shapes[first : last + 1])
                break


@functools.cache
def _functions(text: str) -> list[tuple[str, str]]:
    """The name of each function with each of its shapes."""
    tree = _Blank().visit(ast.parse(text))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        (function.name, shape)
        for function in functions
        for block in _blocks(function)
        for shape in _shapes(block)
    ]


def _look_alikes(sources: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """The sets of functions, each as `file:name`, with a run of statements of one shape."""
    places: dict[str, set[str]] = defaultdict(set)
    for name, text in sources:
        for function, shape in _functions(text):
            places[shape].add(f"{name}:{function}")
    return {frozenset(where) for where in places.values() if len(where) > 1}


@pytest.mark.parametrize("folders", TREES, ids=["baseline", "emulator"])
def test_no_function_is_another_with_other_words(folders: tuple[str, ...]) -> None:
    """No two functions share four lines that differ in names, texts and numbers alone."""
    sources = [(file.name, file.read_text(encoding="utf-8")) for file in _files(folders)]
    assert sources
    assert _look_alikes(sources) - LOOK_ALIKES.keys() == set()


def test_every_look_alike_still_is_one() -> None:
    """What is excused would be found: no excuse outlives what it was for."""
    sources = [
        (file.name, file.read_text(encoding="utf-8")) for file in _files(sum(TREES, start=()))
    ]
    assert LOOK_ALIKES.keys() <= _look_alikes(sources)


def test_a_look_alike_is_seen() -> None:
    """A copy with every word changed is found; another shape is not."""
    one = """
def first(name, given):
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise wrong(name, "a list of texts is required", value)
    return tuple(value)
"""
    two = one.replace("first", "second").replace("name", "key").replace("str", "dict")
    other = one.replace("isinstance(value, list) or not ", "").replace("first", "third")
    sources = [("a.py", one), ("b.py", two.replace("texts", "mappings")), ("c.py", other)]
    assert _look_alikes(sources) == {frozenset({"a.py:first", "b.py:second"})}


def _code(file: Path) -> list[tuple[int, str]]:
    """The lines that say something, each with its number."""
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    stripped = ((number, line.strip()) for number, line in lines)
    return [
        (number, line)
        for number, line in stripped
        if len(line) >= THIN
        and not line.startswith(_PASSED_OVER)
        and not _ARGUMENT.fullmatch(line)
        and not _TEXT.fullmatch(line)
    ]


def _runs(file: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    code = _code(file)
    for start in range(len(code) - LINES + 1):
        run = code[start : start + LINES]
        yield tuple(line for _, line in run), f"{file.relative_to(ROOT)}:{run[0][0]}"


@pytest.mark.parametrize("folders", TREES, ids=["baseline", "emulator"])
def test_no_run_of_lines_stands_twice(folders: tuple[str, ...]) -> None:
    """Eight lines of code in a row are the same in one place only."""
    places = defaultdict(list)
    for file in _files(folders):
        for run, place in _runs(file):
            places[run].append(place)
    assert places
    assert [where for where in places.values() if len(where) > 1] == []
