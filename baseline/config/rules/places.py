"""Where in the file a guardrail or a setting belongs that stands in the wrong list."""

from __future__ import annotations

from baseline.guardrails import CATALOGUE
from baseline.guardrails.declarative import DECLARATIVE_SETTINGS
from baseline.guardrails.resource import RESOURCE_GUARDRAILS

_VALUES = {"block_vpc_public_access": "ingress", "standard_tags": "[{key: cost-center}]"}
"""What a setting is switched on by, where that is not the word true."""


def belongs(name: str) -> str | None:
    """Say where a name belongs; none where no list or section has it."""
    if name in CATALOGUE:
        return "it belongs under guardrails, of the root or of a unit"
    if name in RESOURCE_GUARDRAILS:
        return "it belongs under resource_controls.guardrails"
    if name in DECLARATIVE_SETTINGS:
        value = _VALUES.get(name, "true")
        return f"it is a setting: write declarative: {{{name}: {value}}}"
    return None
