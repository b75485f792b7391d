"""`baseline guardrails diff` of an assembly, as a shell runs it."""

from __future__ import annotations

import pytest

from tests.assemblies import ROOT, assembly
from tests.commands import exit_code


def test_diff_of_an_assembly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An assembly decides what the configuration does that it was made from."""
    monkeypatch.chdir(ROOT)
    folder = str(assembly("default").folder)
    assert exit_code("guardrails", "diff", folder, "examples/default.yaml") == 0
    assert capsys.readouterr().out == ""
