"""A mistake stops `cdk synth` with its own lines, and leaves nothing that could be deployed."""

from __future__ import annotations

import gc
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assemblies import ROOT
from tests.config.files import expected

APP = ROOT / "app.py"
BAD = ROOT / "tests/configs/bad"
MISTAKES = sorted(path.stem for path in BAD.glob("*.txt"))


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Turn the collection of garbage on again, which the app does without."""
    yield
    gc.enable()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake(
    mistake: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The app prints the lines of `baseline config check`, ends with 2 and leaves no manifest."""
    file = (BAD / mistake).with_suffix(".yaml").relative_to(ROOT)
    manifest = tmp_path / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CDK_OUTDIR", str(tmp_path))
    monkeypatch.setenv("CDK_CONTEXT_JSON", json.dumps({"config": str(file)}))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(APP), run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err == expected(mistake)
    assert not manifest.exists()


def test_process(tmp_path: Path) -> None:
    """As a process of its own, too, the app says every problem, without a traceback."""
    manifest = tmp_path / "out/manifest.json"
    manifest.parent.mkdir()
    manifest.write_text("{}", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        "prefix: Bad Prefix\nhome_region: us-east-1\nallowed_regions: [eu-west-1]\nunits: []\n",
        encoding="utf-8",
    )
    context = {"CDK_CONTEXT_JSON": '{"config": "mine.yaml"}', "CDK_OUTDIR": "out"}
    done = subprocess.run(
        [sys.executable, str(APP)],
        cwd=tmp_path,
        env={**os.environ, **context},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) >= 2
    assert lines[0].startswith("mine.yaml:1: prefix: ")
    assert all(line.startswith("mine.yaml:") and "; " in line for line in lines)
    assert not manifest.exists()


def test_no_assembly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without an older assembly a mistake leaves none: a file that is not there is one line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CDK_OUTDIR", "out")
    monkeypatch.setenv("CDK_CONTEXT_JSON", '{"config": "absent.yaml"}')
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(APP), run_name="__main__")
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("absent.yaml:1: file: ")
    assert list(tmp_path.iterdir()) == []
