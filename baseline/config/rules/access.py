"""Groups must exist and stand once."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown, suggestion
from baseline.identity import GROUPS


def access_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the groups of the section `access`."""
    for name in draft.access_groups:
        if name.text not in GROUPS:
            yield Complaint(
                loc=name.loc,
                rule="must be a known group",
                got=shown(name.text),
                remedy=suggestion(name.text, GROUPS, f"choose from {', '.join(GROUPS)}"),
            )
    yield from repeat_complaints(
        draft.access_groups, "must name each group once", "remove one of the two"
    )
