"""Guardrails as data: what nobody in a member account can do, and why.

The constructs only place these values; nothing here needs the CDK or an AWS client.
"""

from __future__ import annotations

from baseline.guardrails.catalogue import CATALOGUE, SHIPPED
from baseline.guardrails.model import Denial, Exemption, Guardrail, GuardrailContext, Where, Who

__all__ = [
    "CATALOGUE",
    "SHIPPED",
    "Denial",
    "Exemption",
    "Guardrail",
    "GuardrailContext",
    "Where",
    "Who",
]
