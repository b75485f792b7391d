"""Alternate contacts must be something that AWS keeps in the partition."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.regions import WITHOUT_ACCOUNT_MANAGEMENT, partition_by_region


def contact_complaints(draft: Draft) -> Iterator[Complaint]:
    """Refuse contacts where there is no API for them."""
    home = draft.home_region
    partition = partition_by_region().get(home.text) if home is not None else None
    if draft.contact_emails and partition in WITHOUT_ACCOUNT_MANAGEMENT:
        yield Complaint(
            loc=("contacts",),
            rule=f"must be left out in {partition}, where AWS has no API for them",
            got=f"a home region of {partition}",
            remedy="remove it, and set them in the console",
        )
