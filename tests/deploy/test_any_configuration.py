"""Many configurations, and damaged files, through the rule packs, cfn-lint and the app itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cfnlint.api import lint_file
from cfnlint.config import ManualArgs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from baseline.config import load
from tests.any_configuration import judged, whole
from tests.assemblies import ROOT
from tests.config.drawn import Drawn, configurations
from tests.config.files import SHIPPED

SIGNS = " \n:-[]{}#'\"&*0179aetruxn"
once = settings(
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""Shrinking would take longer than reading the example."""


@settings(once, max_examples=25)
@given(configurations())
def test_many(config: Drawn) -> None:
    """A configuration that the models take passes all rules and checks: only quotas stop it."""
    with tempfile.TemporaryDirectory() as folder:
        problems, templates = judged(config, Path(folder), validation=True)
        assert [str(problem) for problem in problems if "limit" not in str(problem)] == []
        assert templates or problems


@settings(once, max_examples=4)
@given(configurations())
def test_lint(config: Drawn) -> None:
    """What it comes to is what CloudFormation takes, as far as cfn-lint knows."""
    with tempfile.TemporaryDirectory() as folder:
        _, templates = judged(config, Path(folder))
        for template, region in templates.items():
            found = lint_file(template, config=ManualArgs(regions=[region]))
            assert [str(each) for each in found] == []


@settings(once, max_examples=12)
@given(st.sampled_from(SHIPPED), st.data())
def test_damaged_file(name: str, data: st.DataObject) -> None:
    """A shipped file with a part overtyped ends the app's process without a traceback.

    It leaves a whole assembly, or no manifest and lines that say what to do.
    """
    text = (ROOT / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    typed = data.draw(st.text(SIGNS, max_size=8))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        file.write_text(text[:start] + typed + text[end:], encoding="utf-8")
        done = _app(file, Path(folder) / "out")
        assert "Traceback" not in done.stderr
        if done.returncode == 0:
            load(file)
            whole(Path(folder) / "out")
        else:
            assert done.returncode in (1, 2)
            assert all("; " in line for line in done.stderr.splitlines())
            assert not (Path(folder) / "out/manifest.json").exists()


def _app(file: Path, outdir: Path) -> subprocess.CompletedProcess[str]:
    context = {"CDK_CONTEXT_JSON": json.dumps({"config": str(file)}), "CDK_OUTDIR": str(outdir)}
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **context, "CDK_VALIDATION": "false"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
