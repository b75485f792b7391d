"""A mistake in a guardrail of one's own stops every command and every synthesis."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from baseline.cli import main
from baseline.guardrails.own_guardrails import Own, Unreadable
from tests.assemblies import ROOT
from tests.clones import clone, start_app

PURGE = (ROOT / "tests/guardrails/own_guardrail.txt").read_text(encoding="utf-8")

COMMANDS = (
    ("config", "check"),
    ("config", "check", "--json"),
    ("config", "schema"),
    ("guardrails", "list"),
    ("guardrails", "show", "deny_vpc_peering"),
    ("guardrails", "explain", "--unit", "root", "--action", "s3:GetObject"),
    ("guardrails", "diff", "examples/default.yaml", "examples/try.yaml"),
    ("guardrails", "diff", "cdk.out", "another/cdk.out"),
    ("guardrails", "prove"),
    ("guardrails", "picture"),
    ("guardrails", "impact", "--logs", "docs"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_refuses(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever reads a configuration tells the mistakes alone, and ends with 2."""
    own = Own((), (Unreadable("own/a.py", 3, "SyntaxError: invalid syntax"),))
    monkeypatch.setattr(import_module("baseline.config.load"), "OWN", own)
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 2
    told = capsys.readouterr()
    if "--json" in command:
        assert '"got": "SyntaxError: invalid syntax"' in told.out
    else:
        assert told.err == (
            "own/a.py:3: file: must be Python that can be read (got SyntaxError: invalid syntax); "
            "mend it, or take the file out of the folder\n"
        )
        assert told.out == ""


def test_a_synthesis_refuses(tmp_path: Path) -> None:
    """The app tells the line, ends with 2 and leaves nothing that could be deployed."""
    folder = clone(tmp_path / "fork")
    own = folder / "baseline/guardrails/own/queues.py"
    own.write_text(PURGE.replace('bundle="protection"', 'bundle="mine"'), encoding="utf-8")
    outdir = folder / "cdk.out"
    outdir.mkdir()
    (outdir / "manifest.json").write_text("{}", encoding="utf-8")
    app = start_app(folder)
    told, complaint = app.communicate(timeout=60)
    assert (app.returncode, told) == (2, "")
    assert complaint == (
        "baseline/guardrails/own/queues.py:20: deny_queue_purge.bundle: must be a known bundle "
        "(got 'mine'); choose from organization, identity, protection, limits, regions, suspended\n"
    )
    assert not list(outdir.iterdir())
