"""Where the configurations stand, and a small one to vary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from baseline.guardrails import CATALOGUE
from tests.assemblies import ROOT

BAD = Path("tests/configs/bad")
SHIPPED = ("baseline.yaml", "examples/default.yaml", "examples/try.yaml", "examples/eu.yaml")

HEAD = """\
home_region: eu-west-1
allowed_regions: [eu-west-1, eu-central-1]
rollout: everywhere
"""
SMALL = f"""\
{HEAD}units:
  - key: workloads
    name: Workloads
"""


def small(**keys: Any) -> dict[str, Any]:
    """Return the data of a small good configuration, with these keys changed or added."""
    return {
        "home_region": "eu-west-1",
        "allowed_regions": ["eu-west-1", "eu-central-1"],
        "units": [{"key": "workloads", "name": "Workloads"}],
        "rollout": "everywhere",
        **keys,
    }


def expected(mistake: str) -> str:
    """What a file with a mistake is answered; `{guardrails}` stands for the whole catalogue."""
    text = (ROOT / BAD / f"{mistake}.txt").read_text(encoding="utf-8")
    return text.replace("{guardrails}", ", ".join(CATALOGUE))
