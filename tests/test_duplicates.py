"""Nothing is written twice: no run of the same lines of code stands in two places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
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
    for file in sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for run, place in _runs(file):
            places[run].append(place)
    assert places
    assert [where for where in places.values() if len(where) > 1] == []
