"""The generated pages of the reference say what the code says now."""

from __future__ import annotations

import functools

import pytest

from baseline.checks.stacks import read_stacks
from tests.assemblies import ROOT, assembly
from tools.reference.pages import pages

NAMES = (
    *("alarms.md", "permissions.md", "../explanation/compliance.md"),
    *("commands.md", "configuration.md", "data-flow.svg", "guardrails.md", "guardrails.svg"),
    *("promises.md", "settings.md", "stacks.md", "units.svg"),
)


@functools.cache
def _written() -> dict[str, str]:
    made = assembly("default")
    return pages(made.config, read_stacks(made.folder))


def test_every_page_is_compared() -> None:
    """No page is written that the test below does not know."""
    assert set(_written()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_page_is_fresh(name: str) -> None:
    """A page that the code has left behind is written anew by `make docs`."""
    assert (ROOT / "docs/reference" / name).read_text(encoding="utf-8") == _written()[name]
