"""The rule of every list of words: each entry is one of those there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from baseline.config.draft import Named
from baseline.config.problem import Complaint
from baseline.config.wording import shown, suggestion


def closest_of(text: str, known: Collection[str]) -> str:
    """Ask whether the closest of the known was meant, or name them all."""
    return suggestion(text, known, f"choose from {', '.join(known)}")


def choice_complaints(
    texts: Iterable[Named],
    known: Collection[str],
    rule: str,
    remedy_of: Callable[[str, Collection[str]], str] = closest_of,
) -> Iterator[Complaint]:
    """Complain about every text that is none of the known ones, and say what to do."""
    for each in texts:
        if each.text not in known:
            yield Complaint(each.loc, rule, shown(each.text), remedy_of(each.text, known))
