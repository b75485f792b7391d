"""A finished set-up is not repeated, and a changed lock repeats exactly what rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.stages import STAGES, digests, due

ALL = ["Python environment", "packages", "project", "CDK CLI"]


@pytest.fixture
def finished(checkout: Path) -> Path:
    """A checkout in which every stage has left what it leaves."""
    for stage in STAGES:
        (checkout / stage.leaves).parent.mkdir(parents=True, exist_ok=True)
        (checkout / stage.leaves).touch()
    return checkout


def _due(root: Path, done: dict[str, str]) -> list[str]:
    return [stage.name for stage in due(root, done)]


def test_everything_is_due_at_first(checkout: Path) -> None:
    """A fresh clone needs every stage, in their order."""
    assert _due(checkout, {}) == ALL


def test_nothing_is_due_afterwards(finished: Path) -> None:
    """A second run does nothing."""
    assert _due(finished, digests(finished)) == []


@pytest.mark.parametrize(
    ("changed", "repeated"),
    [
        ("requirements/installer.txt", ALL),
        ("requirements/development.txt", ALL),
        ("pyproject.toml", ["project"]),
        ("package.json", ["CDK CLI"]),
        ("package-lock.json", ["CDK CLI"]),
        ("requirements/product.txt", []),
        ("Makefile", []),
    ],
)
def test_changed_file(finished: Path, changed: str, repeated: list[str]) -> None:
    """A changed file repeats the stages that rest on it."""
    done = digests(finished)
    with (finished / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert _due(finished, done) == repeated


@pytest.mark.parametrize(
    ("stage", "repeated"),
    list(zip(ALL, [ALL, ALL, ["project"], ["CDK CLI"]], strict=True)),
    ids=ALL,
)
def test_removed_result(finished: Path, stage: str, repeated: list[str]) -> None:
    """What somebody removed by hand is made again."""
    next((finished / known.leaves) for known in STAGES if known.name == stage).unlink()
    assert _due(finished, digests(finished)) == repeated


def test_moved_checkout(finished: Path) -> None:
    """A virtual environment holds absolute paths, so a moved checkout gets a new one."""
    done = digests(finished)
    moved = finished.rename(finished.with_name("moved"))
    assert _due(moved, done) == ALL
