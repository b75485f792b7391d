"""The generated pages of the reference say what the code says now."""

from __future__ import annotations

import pytest

from baseline.checks.stacks import read_stacks
from tests.assemblies import ROOT, assembly
from tools.reference.pages import pages

NAMES = (
    *("alarms.md", "permissions.md", "../explanation/compliance.md"),
    *("commands.md", "configuration.md", "data-flow.svg", "guardrails.md", "guardrails.svg"),
    *("promises.md", "settings.md", "stacks.md", "units.svg"),
)


@pytest.mark.parametrize("name", NAMES)
def test_page_is_fresh(name: str) -> None:
    """A page that the code has left behind is written anew by `make docs`."""
    made = assembly("default")
    written = pages(made.config, read_stacks(made.folder))
    assert set(written) == set(NAMES)
    assert (ROOT / "docs/reference" / name).read_text(encoding="utf-8") == written[name]
