"""What the rule packs and the template validation found, in the form every problem has."""

from __future__ import annotations

import json
from pathlib import Path

REPORT = "validation-report.json"
"""The file in an assembly that the CDK writes its findings to."""


def findings(report: Path) -> list[str]:
    """Return one line for each construct that breaks a rule; none if there is no report."""
    if not report.exists():
        return []
    packs = json.loads(report.read_text(encoding="utf-8"))["pluginReports"]
    return [
        f"{construct['constructPath']}: {violation['ruleName']}: "
        f"{violation['description'].strip().rstrip('.')}; fix it, or acknowledge it on the "
        f"smallest construct with the control that makes up for it"
        for pack in packs
        if pack["conclusion"] == "failure"
        for violation in pack["violations"]
        for construct in violation["violatingConstructs"]
    ]
