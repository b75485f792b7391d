"""What takes two keys, or knowledge of the world outside the file, one theme a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.access import access_complaints
from baseline.config.rules.accounts import account_complaints
from baseline.config.rules.billing import billing_complaints
from baseline.config.rules.contacts import contact_complaints
from baseline.config.rules.emails import email_complaints
from baseline.config.rules.exempt_roles import exempt_role_complaints
from baseline.config.rules.guardrails import guardrail_complaints
from baseline.config.rules.prefix import prefix_complaints
from baseline.config.rules.regions import region_complaints
from baseline.config.rules.rollout import rollout_complaints
from baseline.config.rules.tags import tag_complaints
from baseline.config.rules.trail import trail_complaints
from baseline.config.rules.units import unit_complaints

RULES: tuple[Callable[[Draft], Iterator[Complaint]], ...] = (
    prefix_complaints,
    region_complaints,
    tag_complaints,
    guardrail_complaints,
    exempt_role_complaints,
    unit_complaints,
    account_complaints,
    email_complaints,
    contact_complaints,
    access_complaints,
    billing_complaints,
    trail_complaints,
    rollout_complaints,
)
