"""`baseline guardrails prove` as a shell runs it."""

from __future__ import annotations

import re

import pytest

from baseline.cli import main
from tests.assemblies import ROOT


def test_proofs_are_read_at_a_glance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Places are told by those that are left out where these are few, and the last line counts."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        main(["guardrails", "prove", "--config", "examples/default.yaml"])
    assert not ended.value.code
    lines = capsys.readouterr().out.splitlines()
    rows = {line.split()[0]: line for line in lines[1:]}
    assert re.search(r" proved +everywhere +\d", rows["trail"])
    assert re.search(r" proved +everywhere but suspended +\d", rows["must-work"])
    assert re.search(r" proved +workloads, production, non-production, sandbox +", rows["regions"])
    assert re.search(r" proved +group developers, auditors, billing +", rows["raising-rights"])
    (summary,) = [line for line in lines if re.match(r"\d+ promises: ", line)]
    assert re.fullmatch(r"\d+ promises: \d+ proved, \d+ binds nothing", summary)
