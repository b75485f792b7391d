"""No command goes on with a mistake in a guardrail of one's own."""

from __future__ import annotations

from importlib import import_module

import pytest

from baseline.cli import main
from baseline.guardrails.own_guardrails import Own, Unreadable
from tests.assemblies import ROOT

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
