"""The table of shared responsibility claims nothing that is not there, and forgets no stack."""

from __future__ import annotations

import re

from tests.assemblies import ROOT
from tests.docs.parts import parts

PAGE = ROOT / "docs/explanation/shared-responsibility.md"
WITHOUT_DUTY = {"BillingStorage"}
"""The stacks that only hold what another one is about."""


def _rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_what_it_names_exists() -> None:
    """Each row that claims a duty of the baseline names parts that exist; no other does."""
    rows = _rows()
    assert len(rows) > 10
    for area, _, does, named, _ in rows:
        found = re.findall(r"`([^`]+)`", named)
        assert [name for name in found if name not in parts()] == [], area
        assert bool(found) == (does != "nothing"), area


def test_every_stack_is_in_it() -> None:
    """Each stack bears a duty that the table tells."""
    told = {
        name.partition("/")[0] for row in _rows() for name in re.findall(r"`(\w+/\w+)`", row[3])
    }
    assert told | WITHOUT_DUTY == {name.partition("/")[0] for name in parts() if "/" in name}
