"""Guardrails as data: what nobody in a member account can do, and why.

The constructs only place these values; nothing here needs the CDK or an AWS client.
"""

from __future__ import annotations

from baseline.guardrails.model import Denial, Exemption, Guardrail, GuardrailContext, Where, Who

# isort: split
# After the model, so that a fork's guardrails, which are read with the catalogue, find it here.
from baseline.guardrails.catalogue import CATALOGUE, OWN, SHIPPED

__all__ = [
    "CATALOGUE",
    "OWN",
    "SHIPPED",
    "Denial",
    "Exemption",
    "Guardrail",
    "GuardrailContext",
    "Where",
    "Who",
]
