"""Plain `cdk synth` on the real stacks stops at one mistake, and its output cannot be deployed."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from tests.assemblies import ROOT

CDK = ROOT / ".venv/bin/cdk"
TIMEOUT_SECONDS = 120
INJECT = """
import sys

if sys.orig_argv[-1] == "app.py":
    from baseline import assembly
    from aws_cdk import CfnResource, RemovalPolicy
    from aws_cdk.aws_s3 import CfnBucket

    build = assembly.build_app

    def with_a_mistake(config, **given):
        app = build(config, **given)
        stack = app.node.find_child("LogArchive")
        resources = [each for each in stack.node.find_all() if isinstance(each, CfnResource)]
        {mistake}
        return app

    assembly.build_app = with_a_mistake
"""
MISTAKES = {
    "finding": (
        'CfnBucket(stack, "Made").apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)',
        "LogArchive/Made: AwsSolutions-S1: ",
    ),
    "validation": (
        'CfnResource(stack, "Made", type="AWS::SNS::Topic", properties={"TopicNam": "t"})',
        "LogArchive/Made: F3002: TopicNam: ",
    ),
    "protection": (
        "[each.apply_removal_policy(RemovalPolicy.DESTROY) for each in resources"
        ' if each.cfn_resource_type == "AWS::KMS::Key"]',
        "LogArchive/",
    ),
}
"""The line that makes a mistake in the stack of the logs, and how its message begins."""


def _cdk(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CDK), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{path}:{ROOT}", "CDK_VALIDATION": "true"},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_stacks(name: str, tmp_path: Path) -> None:
    """`cdk synth` fails with the mistake's own line and no traceback; nothing can be deployed."""
    mistake, beginning = MISTAKES[name]
    content = textwrap.dedent(INJECT).replace("{mistake}", mistake)
    (tmp_path / "sitecustomize.py").write_text(content, encoding="utf-8")
    done = _cdk("synth", "--quiet", "--output", str(tmp_path / "out"), path=tmp_path)
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith(beginning)], done.stderr
    assert not (tmp_path / "out/manifest.json").exists()


def test_a_bad_configuration(tmp_path: Path) -> None:
    """A configuration's mistake ends `cdk synth` in the same way."""
    file = tmp_path / "mine.yaml"
    file.write_text("prefix: Bad Prefix\n", encoding="utf-8")
    out = tmp_path / "out"
    done = _cdk("synth", "-q", "-o", str(out), "-c", f"config={file}", path=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert f"{file}:1: prefix: " in done.stderr
    assert not (out / "manifest.json").exists()
    assert _cdk("list", "--app", str(out), path=tmp_path).returncode != 0


def test_a_pin(tmp_path: Path) -> None:
    """A pinned resource that the templates lack ends `cdk synth` in the same way."""
    file, pins, out = tmp_path / "mine.yaml", tmp_path / "pins/mine.yaml", tmp_path / "out"
    shutil.copy(ROOT / "examples/eu.yaml", file)
    pins.parent.mkdir()
    shipped = (ROOT / "examples/pins/eu.yaml").read_text(encoding="utf-8")
    pins.write_text(shipped.replace("ReportName: nordwind-costs\n", "ReportName: other\n"))
    done = _cdk("synth", "-q", "-o", str(out), "-c", f"config={file}", path=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    first = done.stderr.splitlines()[0]
    assert first.startswith("Billing/CostAndUsageReport1A1E4169: CUR::ReportDefinition other is ")
    assert first.endswith("; undo it, or acknowledge it there with a reason")
    assert not (out / "manifest.json").exists()


def test_a_trail_without_log_group(tmp_path: Path) -> None:
    """Switching CloudWatch Logs off passes every check, also when warnings are errors."""
    text = (ROOT / "baseline.yaml").read_text(encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace("cloudwatch_logs: true", "cloudwatch_logs: false"))
    arguments = ("synth", "-q", "--strict", "-o", str(tmp_path / "out"), "-c", f"config={file}")
    done = _cdk(*arguments, path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "cloudwatch_logs: false" in file.read_text()
