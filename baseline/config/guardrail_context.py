"""What guardrails are written with, taken from a configuration."""

from __future__ import annotations

from baseline.config.schema import Config
from baseline.guardrails import Exemption, GuardrailContext


def guardrail_context(config: Config) -> GuardrailContext:
    """Take from a configuration what guardrails are written with."""
    return GuardrailContext(
        partition=config.partition,
        prefix=config.prefix,
        allowed_regions=config.allowed_regions,
        exemptions=tuple(Exemption(each.name, each.guardrails) for each in config.exempt_roles),
    )
