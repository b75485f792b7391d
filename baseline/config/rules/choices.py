"""The rule of every list of words: each entry is one of those there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from baseline.config.draft import Named
from baseline.config.problem import Complaint
from baseline.config.wording import shown, suggestion


def choice_complaints(
    texts: Iterable[Named], known: Collection[str], rule: str
) -> Iterator[Complaint]:
    """Complain about every text that is none of the known ones, and name the closest."""
    for each in texts:
        if each.text not in known:
            remedy = suggestion(each.text, known, f"choose from {', '.join(known)}")
            yield Complaint(each.loc, rule, shown(each.text), remedy)
