"""What guardrails declare to deny is written apart from their statements, and stays so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from baseline.guardrails import SHIPPED, Who
from baseline.promises.declared import CALLERS
from tests.assemblies import ROOT
from tests.sources import nodes, sources, tree

FILES = sources("baseline/guardrails/catalogue")
FACTS = {"ACTIONS_ANYWHERE", "ACTIONS_AT_HOME"}
"""The lists of global services are facts about AWS, dated and compared with their sources."""
FORMS = {"Denial", "Who", "Where"}
"""What a declaration is written with; none of it holds an action or a resource."""


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _definitions(module: ast.Module) -> dict[str, ast.AST]:
    """Find what each name at the top of a module stands for; an imported one for itself."""
    found: dict[str, ast.AST] = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: ast.Constant(each.name) for each in node.names}
        elif isinstance(node, ast.Assign):
            found |= {each.id: node.value for each in node.targets if isinstance(each, ast.Name)}
    return found


def _reached(node: ast.AST, definitions: dict[str, ast.AST]) -> set[str]:
    """Follow names of the module to whatever they are made from."""
    found: set[str] = set()
    todo = _names(node) & definitions.keys()
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= (_names(definitions[name]) & definitions.keys()) - found
    return found


def _guardrails(file: Path) -> Iterator[dict[str, ast.AST]]:
    for node in nodes(file):
        if isinstance(node, ast.Call) and _names(node.func) == {"Guardrail"}:
            yield {each.arg: each.value for each in node.keywords if each.arg}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_neither_is_made_from_the_other(file: Path) -> None:
    """No name leads to both a guardrail's declaration and its statements, facts of AWS aside."""
    definitions = _definitions(tree(file))
    for guardrail in _guardrails(file):
        declared = _reached(guardrail["denies"], definitions) - FACTS - FORMS
        written = _reached(guardrail["statements"], definitions)
        assert declared & written == set(), ast.unparse(guardrail["name"])


def test_every_guardrail_was_looked_at() -> None:
    """The files hold as many guardrails as the catalogue."""
    found = [each for file in FILES for each in _guardrails(file)]
    assert len(found) == len(SHIPPED)


def test_no_code_reads_the_one_to_write_the_other() -> None:
    """Nothing that writes policies reads a declaration, and what reads these no statement."""

    def attributes_in(*files: Path) -> set[str]:
        found = (node for file in files for node in nodes(file))
        return {node.attr for node in found if isinstance(node, ast.Attribute)}

    assert "denies" not in attributes_in(*sources("baseline/guardrails"))
    attributes = attributes_in(ROOT / "baseline/promises/declared.py")
    assert "denies" in attributes
    assert attributes & {"statements", "document", "documents", "control"} == set()


def test_everybody_that_a_denial_may_name() -> None:
    """Each circle of callers has its condition."""
    assert set(CALLERS) == set(Who)
