"""Yes, no, or open with the reason: what AWS leaves open counts only where the answer hangs on it.

This is Kleene's logic of three values: a certain no ends an "and", a certain yes an "or".
"""

from __future__ import annotations

from collections.abc import Iterable

Answer = bool | str
"""True, false, or a text: why it is open."""


def all_of(answers: Iterable[Answer]) -> Answer:
    """Join by "and"."""
    reason: Answer = True
    for answer in answers:
        if answer is False:
            return False
        if answer is not True:
            reason = answer
    return reason


def any_of(answers: Iterable[Answer]) -> Answer:
    """Join by "or"."""
    reason: Answer = False
    for answer in answers:
        if answer is True:
            return True
        if answer is not False:
            reason = answer
    return reason


def opposite(answer: Answer, turned: bool = True) -> Answer:
    """Turn yes and no round, if `turned`; what is open stays open."""
    return not answer if turned and isinstance(answer, bool) else answer
