"""Where the configurations stand, and a small one to vary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BAD = Path("tests/configs/bad")
SHIPPED = ("baseline.yaml", "examples/try.yaml", "examples/eu.yaml")

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
