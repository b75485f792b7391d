"""A broken promise stops the app, although it is proved in a process of its own."""

from __future__ import annotations

from pathlib import Path

from tests.clones import clone, start_app

TRAIL = "baseline/guardrails/catalogue/audit_trail.py"
FORGOTTEN = '"cloudtrail:Stop*",\n'


def test_a_forgotten_verb(tmp_path: Path) -> None:
    """A guardrail that breaks its promise ends the app with 1, the request and no manifest."""
    sources = clone(tmp_path / "fork")
    text = (sources / TRAIL).read_text(encoding="utf-8")
    assert text.count(FORGOTTEN) == 1
    (sources / TRAIL).write_text(text.replace(FORGOTTEN, ""), encoding="utf-8")
    app = start_app(sources)
    _, complaint = app.communicate()
    line = next(each for each in complaint.splitlines() if each.startswith("promises.yaml"))
    assert app.returncode == 1
    assert line.startswith("promises.yaml: trail: Nobody in a member account ")
    assert " (got cloudtrail:" in line
    assert line.endswith("; look at ProtectAuditTrail")
    assert "Traceback" not in complaint
    assert not (sources / "cdk.out/manifest.json").exists()
