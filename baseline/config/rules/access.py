"""Groups must exist and stand once."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.choices import choice_complaints
from baseline.config.rules.repeats import repeat_complaints
from baseline.identity import GROUPS


def access_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the groups of the section `access`."""
    yield from choice_complaints(draft.access_groups, GROUPS, "must be a known group")
    yield from repeat_complaints(
        draft.access_groups, "must name each group once", "remove one of the two"
    )
