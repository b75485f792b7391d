"""Findings for programs: one JSON document with every finding and the number of each outcome."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from baseline.output.finding import Finding


def as_json(findings: Sequence[Finding]) -> str:
    """Write the findings in their order, with the number of each status before them."""
    counts = Counter(finding.status for finding in findings)
    document = {
        "counts": {status: counts[status] for status in ("ok", "differs", "unknown")},
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(document, indent=2, default=str)
