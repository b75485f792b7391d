"""Imports go one way, so that each part can be read, and run, without those above it."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assemblies import ROOT
from tests.sources import nodes, sources

MAY_IMPORT = {
    "errors": set[str](),
    "synthesis": set[str](),
    "nag": set[str](),
    "audit": set[str](),
    "runtime": set[str](),
    "policy": {"errors"},
    "guardrails": {"errors", "policy"},
    "identity": {"errors", "policy"},
    "config": {"errors", "guardrails", "identity", "policy"},
    "promises": {"config", "errors", "guardrails", "identity", "policy"},
    "constructs": {"audit", "errors", "guardrails", "identity", "nag", "runtime"},
    "stacks": {"audit", "config", "constructs", "errors", "guardrails", "identity"},
    "output": {"errors"},
    "checks": {"config", "errors", "guardrails", "output", "policy", "promises", "synthesis"},
    "review": {"checks", "config", "errors", "guardrails", "policy", "promises"},
    "replay": {"config", "errors", "policy", "review"},
    "assembly": {"checks", "config", "errors", "guardrails", "nag", "stacks"},
    "live": {"config", "errors", "output", "policy", "runtime"},
    "cli": {
        "assembly",
        "checks",
        "config",
        "errors",
        "guardrails",
        "live",
        "output",
        "policy",
        "promises",
        "replay",
        "review",
    },
}
"""What each part of `baseline` may import of the others."""
CDK = {"aws_cdk", "cdk_nag", "constructs", "jsii"}
WITH_CDK = {"assembly", "checks", "constructs", "nag", "stacks"}
BOTO = {"boto3", "botocore"}
WITH_BOTO = {"cli", "live", "runtime"}
TRYOUT = ROOT / "emulator/tryout"


def _layer(file: Path) -> str:
    return file.relative_to(ROOT / "baseline").parts[0].removesuffix(".py")


def _imports(file: Path) -> Iterator[str]:
    """Every module a file imports, wherever the import stands, by its absolute name."""
    package = file.relative_to(ROOT).parent.parts
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from names if module == "baseline" else [module]


@functools.cache
def _own(file: Path) -> set[str]:
    """The parts of `baseline` a file imports."""
    return {name.split(".")[1] for name in _imports(file) if name.startswith("baseline.")}


@functools.cache
def _packages(file: Path) -> set[str]:
    return {name.split(".")[0] for name in _imports(file)}


def test_every_part_has_its_place() -> None:
    """No part of the package is missing from the table, and none in it has gone."""
    assert {_layer(file) for file in sources("baseline")} - {"__init__"} == set(MAY_IMPORT)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_one_way(layer: str) -> None:
    """A part imports itself and what stands below it, nothing else of the package."""
    wrong = {
        str(file.relative_to(ROOT)): sorted(above)
        for file in sources("baseline")
        if _layer(file) == layer and (above := _own(file) - MAY_IMPORT[layer] - {layer})
    }
    assert wrong == {}


def test_no_circle() -> None:
    """The table itself has an order: no part stands above and below another."""
    left = dict(MAY_IMPORT)
    while left:
        lowest = [layer for layer, below in left.items() if not below & left.keys()]
        assert lowest, left
        for layer in lowest:
            del left[layer]


@pytest.mark.parametrize(
    ("packages", "layers"), [(CDK, WITH_CDK), (BOTO, WITH_BOTO)], ids=["cdk", "boto"]
)
def test_libraries(packages: set[str], layers: set[str]) -> None:
    """The CDK is known to what builds templates only, boto3 to what calls AWS only."""
    users = {file for file in sources("baseline") if _packages(file) & packages}
    assert users
    assert {_layer(file) for file in users} <= layers


def test_runtime_stands_alone() -> None:
    """What Lambda gets needs the standard library and AWS's library, and itself."""
    allowed = sys.stdlib_module_names | BOTO
    for file in sources("baseline/runtime"):
        for node in set(nodes(file)) - _for_types_only(file):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= allowed, file
            # In Lambda the package has another name, so its own modules are named relatively.
            elif isinstance(node, ast.ImportFrom) and not node.level:
                assert (node.module or "").split(".")[0] in allowed, file


def _for_types_only(file: Path) -> set[ast.AST]:
    """What stands under `if TYPE_CHECKING:` and never runs."""
    return {
        inner
        for node in nodes(file)
        if isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }


def test_emulator_knows_nothing_of_the_baseline() -> None:
    """The judge shares no code with what it judges; only the try-out knows both."""
    knowing = {file for file in sources("emulator") if "baseline" in _packages(file)}
    assert {file for file in knowing if not file.is_relative_to(TRYOUT)} == set()
    assert not [file for file in sources("emulator") if _packages(file) & CDK]
    assert not [file for file in sources("baseline") if "emulator" in _packages(file)]
