"""Real calls as real principals: what the baseline lets through, refuses and keeps on record."""

from __future__ import annotations

from collections.abc import Callable

from baseline.config import Config
from baseline.output.finding import Finding

from ..members import Members
from .evidence import out_of_reach, plant
from .groups import in_groups
from .guarded import app_admin, at_work, leaving
from .record import on_record
from .resources import outsiders

SHOWN = "deny_other_regions"
"""The guardrail whose units the member account is looked for in."""


def arrange(config: Config, members: Members) -> None:
    """Make in a member what later stacks make there; nobody may, once calls are judged."""
    plant(config, members.under_guardrail(SHOWN))


def demonstrate(config: Config, members: Members, flush: Callable[[], object]) -> list[Finding]:
    """Make every demonstration; what is made for it is used again by the next run.

    Args:
        flush: makes the emulator deliver what it recorded so far.
    """
    member = members.under_guardrail(SHOWN)
    role = app_admin(member)
    return [
        *at_work(config, members, member, role),
        *out_of_reach(config, member, role),
        *outsiders(config, role),
        *in_groups(config),
        *on_record(config, role, flush),
        # Last: were it let through, there would be no member left to show anything with.
        leaving(config, role),
    ]
