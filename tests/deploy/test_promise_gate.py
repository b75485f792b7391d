"""A broken promise stops the app, although it is proved in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.clones import clone

TRAIL = "baseline/guardrails/catalogue/audit_trail.py"
FORGOTTEN = '"cloudtrail:Stop*",\n'


def test_a_forgotten_verb(tmp_path: Path) -> None:
    """A guardrail that breaks its promise ends the app with 1, the request and no manifest."""
    sources = clone(tmp_path / "fork")
    text = (sources / TRAIL).read_text(encoding="utf-8")
    assert text.count(FORGOTTEN) == 1
    (sources / TRAIL).write_text(text.replace(FORGOTTEN, ""), encoding="utf-8")
    out = sources / "cdk.out"
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=sources,
        env={**os.environ, "CDK_OUTDIR": str(out), "CDK_VALIDATION": "false"},
        capture_output=True,
        text=True,
    )
    line = next(each for each in done.stderr.splitlines() if each.startswith("promises.yaml"))
    assert done.returncode == 1
    assert line.startswith("promises.yaml: trail: Nobody in a member account ")
    assert " (got cloudtrail:" in line
    assert line.endswith("; look at ProtectAuditTrail")
    assert "Traceback" not in done.stderr
    assert not (out / "manifest.json").exists()
