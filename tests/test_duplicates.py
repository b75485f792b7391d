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
from tests.sources import sources, text, tree

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
SAID: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Name: ("id",),
    ast.arg: ("arg", "annotation"),
    ast.Attribute: ("attr",),
    ast.Constant: ("kind",),
    ast.keyword: ("arg",),
}
"""The words of a node, of which only whether they are there is told."""


def _shape(node: ast.AST) -> tuple[str, int]:
    """A node without names, texts and numbers, and how many nodes there are in it."""
    parts, count = [], 1
    for name in node._fields:
        value = getattr(node, name, None)
        if name in SAID.get(type(node), ()):
            value = isinstance(value, str)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                shape, inside = _shape(each)
                count += inside
            else:
                shape = type(each).__name__ if isinstance(node, ast.Constant) else repr(each)
            parts.append(f"{name}={shape}")
    return f"{type(node).__name__}({', '.join(parts)})", count


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
    shapes, sizes = zip(*map(_shape, block), strict=True) if block else ((), ())
    for first in range(len(block)):
        for last in range(first, len(block)):
            lines = (block[last].end_lineno or 0) - block[first].lineno + 1
            if lines >= SHAPE_LINES and sum(sizes[first : last + 1]) >= SHAPE_NODES:
                yield "\n".join(shapes[first : last + 1])
                break


def _functions(module: ast.Module) -> Iterator[tuple[str, str]]:
    """The name of each function with each of its shapes."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            for block in _blocks(node):
                for shape in _shapes(block):
                    yield node.name, shape


@functools.cache
def _functions_of(file: Path) -> tuple[tuple[str, str], ...]:
    return tuple(_functions(tree(file)))


def _look_alikes(functions: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> set[frozenset[str]]:
    """The sets of functions, each as `file:name`, with a run of statements of one shape."""
    places: dict[str, set[str]] = defaultdict(set)
    for name, its in functions:
        for function, shape in its:
            places[shape].add(f"{name}:{function}")
    return {frozenset(where) for where in places.values() if len(where) > 1}


def _in_files(*folders: str) -> set[frozenset[str]]:
    files = sources(*folders)
    assert files
    return _look_alikes((file.name, _functions_of(file)) for file in files)


@pytest.mark.parametrize("folders", TREES, ids=["baseline", "emulator"])
def test_no_function_is_another_with_other_words(folders: tuple[str, ...]) -> None:
    """No two functions share four lines that differ in names, texts and numbers alone."""
    assert _in_files(*folders) - LOOK_ALIKES.keys() == set()


def test_every_look_alike_still_is_one() -> None:
    """What is excused would be found: no excuse outlives what it was for."""
    assert LOOK_ALIKES.keys() <= _in_files(*sum(TREES, start=()))


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
    texts = {"a.py": one, "b.py": two.replace("texts", "mappings"), "c.py": other}
    found = _look_alikes((name, _functions(ast.parse(each))) for name, each in texts.items())
    assert found == {frozenset({"a.py:first", "b.py:second"})}


def _code(file: Path) -> list[tuple[int, str]]:
    """The lines that say something, each with its number."""
    lines = enumerate(text(file).splitlines(), start=1)
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
    for file in sources(*folders):
        for run, place in _runs(file):
            places[run].append(place)
    assert places
    assert [where for where in places.values() if len(where) > 1] == []
