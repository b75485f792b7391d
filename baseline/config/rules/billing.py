"""What is asked for must exist where AWS bills the partition, and an address stand once."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.regions import partition_by_region
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.sections.billing import AVAILABLE


def billing_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the section `billing`; what the file does not mention is left out without a word."""
    yield from repeat_complaints(
        draft.budget_emails, "must name each address once", "remove one of the two"
    )
    home = draft.home_region
    partition = partition_by_region().get(home.text) if home is not None else None
    if partition is None:
        return
    for asked in draft.billing_asked:
        if asked.text not in AVAILABLE[partition]:
            yield Complaint(
                loc=asked.loc,
                rule=f"must be left out in {partition}, where the baseline has none",
                got=f"a home region of {partition}",
                remedy="remove it",
            )
