"""`baseline guardrails diff` of an assembly, as a shell runs it."""

from __future__ import annotations

import pytest

from baseline.cli import main
from tests.assemblies import ROOT, assembly


def test_diff_of_an_assembly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An assembly decides what the configuration does that it was made from."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        main(["guardrails", "diff", str(assembly("default").folder), "examples/default.yaml"])
    assert not ended.value.code
    assert capsys.readouterr().out == ""
