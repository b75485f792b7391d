"""One guardrail in full, as an object that becomes JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.guardrails import CATALOGUE
from baseline.review.description import refuse_unknown
from baseline.review.inventory import attached_to
from baseline.review.rollout_description import ROLLED_OUT, description_of


def as_object(name: str, config: Config) -> Mapping[str, Any]:
    """Describe a guardrail with its statements as a configuration has them.

    Raises:
        BaselineError: if there is no such guardrail.
    """
    refuse_unknown(name)
    attached = attached_to(config, name)
    if name in ROLLED_OUT:
        return {**asdict(description_of(name, config)), "attached_to": attached}
    guardrail, context = CATALOGUE[name], guardrail_context(config)
    return {
        "name": guardrail.name,
        "sid": guardrail.sid,
        "bundle": guardrail.bundle,
        "attached_to": attached,
        "why": guardrail.why,
        "breaks": guardrail.breaks,
        "source": guardrail.source,
        "exempt": context.exempt_arns(name),
        "denies": [asdict(each) for each in guardrail.denies],
        "statements": guardrail.statements(context),
    }
