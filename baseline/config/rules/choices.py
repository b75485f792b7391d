"""The rule of every list of words: each entry is one of those there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from baseline.config.draft import Named
from baseline.config.problem import Complaint
from baseline.config.wording import shown, suggestion


def choice_complaints(
    texts: Iterable[Named],
    known: Collection[str],
    rule: str,
    elsewhere: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Complaint]:
    """Complain about every text that is none of the known ones, and name the closest.

    Args:
        elsewhere: says where a text belongs that is right, but not here.
    """
    for each in texts:
        if each.text not in known:
            otherwise = f"choose from {', '.join(known)}"
            remedy = elsewhere(each.text) or suggestion(each.text, known, otherwise)
            yield Complaint(each.loc, rule, shown(each.text), remedy)
