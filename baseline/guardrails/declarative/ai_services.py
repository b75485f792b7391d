"""What is declared for AWS's services of artificial intelligence."""

from __future__ import annotations

from baseline.guardrails.declarative.model import Content, DeclarativeSetting, Declared, assign
from baseline.guardrails.policy_types import PolicyType

_FIXED = {"@@operators_allowed_for_child_policies": ["@@none"]}
"""Lets no policy further down say otherwise."""


def _opt_out_of_ai_services(_: Declared) -> Content:
    return {
        **_FIXED,
        # `default` speaks for every service, those that AWS adds later too.
        "default": {**_FIXED, "opt_out_policy": {**_FIXED, **assign("optOut")}},
    }


OPT_OUT_OF_AI_SERVICES = DeclarativeSetting(
    name="opt_out_of_ai_services",
    policy_type=PolicyType.AI_SERVICES,
    why=(
        "Some AWS services may keep what they are given to improve themselves, in other regions "
        "too. This opts every account out, for services of today and tomorrow."
    ),
    breaks="Nothing: the services work as before, and delete what they had kept of it.",
    source=(
        "AWS Organizations user guide, AI services opt-out policy syntax and examples, read "
        "2026-11-24"
    ),
    content=_opt_out_of_ai_services,
)
