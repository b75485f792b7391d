"""The one rule that many lists share: each entry stands once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from baseline.config.draft import Named
from baseline.config.problem import Complaint
from baseline.config.wording import key_path, shown


def repeat_complaints(
    texts: Iterable[Named],
    rule: str,
    remedy: str,
    same: Callable[[str], str] = lambda text: text,
) -> Iterator[Complaint]:
    """Complain about every text that was there before, naming the place of the first.

    `same` maps texts that count as the same to one text.
    """
    first: dict[str, Named] = {}
    for each in texts:
        earlier = first.setdefault(same(each.text), each)
        if earlier is not each:
            also = "" if earlier.text == each.text else f" {shown(earlier.text)}"
            got = f"{shown(each.text)}, as{also} at {key_path(earlier.loc)}"
            yield Complaint(each.loc, rule, got, remedy)
