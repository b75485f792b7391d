"""Real calls as real principals: what the baseline lets through and what it refuses."""

from __future__ import annotations

from baseline.config import Config
from baseline.output.finding import Finding

from ..members import Members
from .guarded import app_admin, at_work, leaving


def demonstrate(config: Config, members: Members) -> list[Finding]:
    """Make every demonstration; what is made for it is used again by the next run."""
    member = members.under_guardrail("deny_other_regions")
    role = app_admin(member)
    # Leaving comes last: were it let through, there would be no member left to show anything with.
    return [*at_work(config, members, member, role), leaving(config, role)]
