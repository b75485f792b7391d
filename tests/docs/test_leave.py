"""The page on leaving names all that outlives its stack, and nothing else."""

from __future__ import annotations

import re

from tests.assemblies import CONFIGURATIONS, ROOT, assembly, stacks_of

_ROW = re.compile(r"^\|[^|]+\|((?: `AWS::\w+::\w+`,?)+) \|[^|]+\|$", re.MULTILINE)


def test_what_stays() -> None:
    """The types in the table are those that some template keeps when its stack is deleted."""
    page = (ROOT / "docs/how-to/leave.md").read_text(encoding="utf-8")
    told = [kind for types in _ROW.findall(page) for kind in re.findall(r"`([^`]+)`", types)]
    kept = {
        each["Type"]
        for name in CONFIGURATIONS
        for stack in stacks_of(name)
        for each in assembly(name).template(stack)["Resources"].values()
        if each.get("DeletionPolicy", "Delete") != "Delete"
    }
    assert sorted(told) == sorted(kept)
