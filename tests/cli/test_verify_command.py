"""`baseline verify` where nothing can be verified: one line, and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.cli import main


@pytest.fixture
def assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An assembly of one empty stack, and an AWS configuration of one profile."""
    aws_config = tmp_path / "config"
    aws_config.write_text("[profile known]\nregion = eu-central-1\n", encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(aws_config))
    folder = tmp_path / "cdk.out"
    folder.mkdir()
    (folder / "stack.json").write_text('{"Resources": {}}', encoding="utf-8")
    (folder / "manifest.json").write_text(
        """{"artifacts": {"Stack": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://unknown-account/eu-central-1",
            "properties": {"templateFile": "stack.json"}}}}""",
        encoding="utf-8",
    )
    return folder


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended:
        main(["verify", *arguments])
    return ended.value.code, capsys.readouterr().err


def test_a_folder_without_an_assembly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was never synthesized is for the user to change."""
    assert _told(capsys, str(tmp_path)) == (
        2,
        f"{tmp_path}: there is no assembly (got no manifest.json); run cdk synth first\n",
    )


def test_an_unknown_profile(assembly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The profiles that there are are named."""
    assert _told(capsys, str(assembly), "--profile", "unknown") == (
        2,
        "--profile: no such profile (got unknown); there is: known\n",
    )


def test_nobody_answers(
    assembly: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where AWS cannot be asked nothing is taken for ok."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    code, told = _told(capsys, str(assembly))
    assert code == 3
    assert told.startswith("region eu-central-1: no answer (Could not connect")
    assert len(told.splitlines()) == 1
