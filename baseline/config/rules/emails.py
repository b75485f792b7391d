"""Example addresses belong into a file for trying out, and real ones do not."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft, Named
from baseline.config.problem import Complaint
from baseline.config.wording import shown

EXAMPLE_DOMAINS = (
    "example",
    "test",
    "invalid",
    "localhost",
    "example.com",
    "example.net",
    "example.org",
)
"""Nobody can own these or receive mail there. Source: RFC 2606 and RFC 6761."""


def email_complaints(draft: Draft) -> Iterator[Complaint]:
    """Hold every address against what the file says it is for."""
    accounts = (account.email for account in draft.accounts if account.email is not None)
    for email in (*accounts, *draft.contact_emails, *draft.budget_emails, *draft.trail.emails):
        if draft.tryout is False and _is_example(email):
            yield Complaint(
                loc=email.loc,
                rule="must not be of an example domain",
                got=shown(email.text),
                remedy="write an address of your own, or tryout: true in a file for trying out",
            )
        if draft.tryout is True and not _is_example(email):
            yield Complaint(
                loc=email.loc,
                rule="must be of an example domain in a file with tryout: true",
                got=shown(email.text),
                remedy="write an address at example.com, or remove tryout",
            )


def _is_example(email: Named) -> bool:
    domain = email.text.rpartition("@")[2].lower()
    return any(domain == each or domain.endswith(f".{each}") for each in EXAMPLE_DOMAINS)
