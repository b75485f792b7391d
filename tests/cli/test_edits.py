"""Who names a commit is told which edits it lacks, and why it cannot be synthesized."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from baseline.cli.assemblies import assembly_of, warn_of_edits
from baseline.errors import BaselineError


def _git(*arguments: str) -> None:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with two commits on the branch main, and nothing that is not committed."""
    monkeypatch.chdir(tmp_path)
    _git("init", "--quiet", "--initial-branch", "main")
    for text in ("prefix: a\n", "prefix: b\n"):
        Path("baseline.yaml").write_text(text, encoding="utf-8")
        _git("add", ".")
        _git("commit", "--quiet", "--message", text)


def _edit() -> None:
    Path("baseline.yaml").write_text("prefix: c\n", encoding="utf-8")


@pytest.mark.parametrize("named", ["HEAD", "main"])
def test_an_edit(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An edit that is not in the commit named, by whichever name, is one line on stderr."""
    _edit()
    warn_of_edits(named)
    assert capsys.readouterr() == (
        "",
        f"{named}: leaves out what is not committed (got baseline.yaml); "
        "commit it, or name the configuration file instead\n",
    )


def test_many_edits(capsys: pytest.CaptureFixture[str]) -> None:
    """New files count, and a long list of files is cut."""
    _edit()
    for name in ("d.py", "e.py", "f g.py", "h.py"):
        Path(name).touch()
    warn_of_edits("HEAD")
    assert "(got baseline.yaml, d.py, e.py and 2 more)" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["HEAD~1", "no-such-revision", "baseline.yaml"])
def test_another_name(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An older commit, no commit, or the edited file itself is nothing to say a word about."""
    _edit()
    warn_of_edits(named)
    assert capsys.readouterr().err == ""


def test_no_edit(capsys: pytest.CaptureFixture[str]) -> None:
    """Where everything is committed nothing is said."""
    warn_of_edits("HEAD")
    assert capsys.readouterr().err == ""


def test_notes_are_no_reasons() -> None:
    """What an app notes before it fails is not told as the reason why."""
    Path("app.py").write_text(
        "import sys\nsys.exit('note: nothing is pinned\\nbaseline.yaml:1: prefix: is wrong')\n",
        encoding="utf-8",
    )
    _git("add", ".")
    _git("commit", "--quiet", "--message", "an app")
    with pytest.raises(BaselineError) as raised:
        assembly_of("HEAD", "baseline.yaml")
    assert raised.value.problems == (
        "HEAD: cannot be synthesized: baseline.yaml:1: prefix: is wrong",
    )
