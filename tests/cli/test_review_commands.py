"""`baseline review` as a shell runs it, on folders and configuration files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.assemblies import CONFIGURATIONS, assembly
from tests.commands import exit_code


def _run(*arguments: str, command: str = "upgrade") -> int:
    return exit_code("review", command, *arguments)


@pytest.fixture
def unprotected(tmp_path: Path) -> Path:
    """A copy of an assembly in which one stack has lost its termination protection."""
    copy = tmp_path / "copy"
    shutil.copytree(assembly("try").folder, copy)
    manifest = copy / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["artifacts"]["Organization"]["properties"]["terminationProtection"] = False
    manifest.write_text(json.dumps(content), encoding="utf-8")
    return copy


def test_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    """The same assembly twice is one calm line and exit code 0."""
    folder = str(assembly("try").folder)
    assert _run(folder, folder) == 0
    assert capsys.readouterr().out == "nothing that is kept is touched, and no setting runs again\n"


def test_a_danger(unprotected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A danger is one line that starts with the word, then the count, and exit code 1."""
    assert _run(str(assembly("try").folder), str(unprotected)) == 1
    assert capsys.readouterr().out == (
        "DANGER Organization: termination protection is switched off\n1 danger, 0 notes\n"
    )


def test_json(unprotected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same for a program, with the same exit code."""
    assert _run(str(assembly("try").folder), str(unprotected), "--json") == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "place": "Organization",
            "told": "termination protection is switched off",
            "is_dangerous": True,
            "left": {},
        }
    ]


def test_a_configuration_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edit of the file is judged before it is committed, and its pins do not stop that."""
    file = tmp_path / "mine.yaml"
    text = CONFIGURATIONS["try"].read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    deployed = str(assembly("try").folder)
    assert _run(deployed, "--config", str(file), command="pin") == 0
    assert _run(deployed, str(file)) == 0
    edited = text.replace("prefix: baseline\n", "prefix: other\n")
    assert edited != text
    file.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert _run(deployed, str(file)) == 1
    told = capsys.readouterr().out.splitlines()
    at = next(
        at
        for at, line in enumerate(told)
        if line.startswith("DANGER LogArchive: the stack's name changes from baseline-")
    )
    assert told[at + 1].startswith("       KMS::Key AuditKey")
    assert told[at + 2].startswith("       S3::Bucket LogBucketAccessLogsBucket")
    dangers = sum(line.startswith("DANGER ") for line in told)
    assert told[-1].startswith(f"{dangers} dangers, 0 notes, ")


def test_a_configuration_file_with_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in a file is told as every command tells it."""
    file = tmp_path / "mine.yaml"
    file.write_text("prefix: 1\n", encoding="utf-8")
    assert _run(str(file), str(file)) == 2
    assert capsys.readouterr().err.startswith(f"{file}:1: ")


@pytest.mark.parametrize(
    ("name", "command", "got"),
    [
        (".", "upgrade", "a folder without manifest.json"),
        ("mispelt.yaml", "upgrade", "nothing of that name"),
        ("mine.yaml", "pin", "a file"),
    ],
)
def test_neither_a_folder_nor_a_revision(
    name: str, command: str, got: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Something else is one line that says what was found and what to do, and exit code 2."""
    (tmp_path / "mine.yaml").touch()
    path = str(tmp_path / name)
    assert _run(*[path] * (2 if command == "upgrade" else 1), command=command) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"{path}: must be a ")
    assert f" (got {got}); " in told


def test_pin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pins are written beside the configuration, and not again once something of them is gone."""
    deployed, file = tmp_path / "deployed", tmp_path / "pins/mine.yaml"
    shutil.copytree(assembly("try").folder, deployed)
    arguments = (str(deployed), "--config", str(tmp_path / "mine.yaml"))
    assert _run(*arguments, command="pin") == 0
    assert capsys.readouterr().out == f"{file}: written; commit it\n"
    written = file.read_text(encoding="utf-8")
    template = deployed / "LogArchive.template.json"
    text = template.read_text(encoding="utf-8").replace('AWS::S3::Bucket"', 'AWS::SQS::Queue"')
    template.write_text(text, encoding="utf-8")
    assert _run(*arguments, command="pin") == 1
    lines = capsys.readouterr().err.splitlines()
    *dangers, count = lines
    assert len(dangers) == 2
    assert all(
        line.startswith("LogArchive/") and " leaves the template: " in line for line in dangers
    )
    assert count.startswith(f"{file}: what is pinned must stay (got 2 dangers, 0 notes); ")
    assert file.read_text(encoding="utf-8") == written
