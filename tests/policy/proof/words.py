"""Random sets of patterns, and what every short word is to them, found by trying each."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import product

from baseline.policy.proof.automaton import Automaton, Pattern, charset, glob, some

LETTERS = "ab:"
PARTS = 2
"""Parts of these words; a wildcard of a pattern that is read by part stays inside the first."""
DOMAIN: tuple[Pattern, ...] = (some(charset(LETTERS)),)


def drawn(seed: int) -> list[tuple[str, bool]]:
    """Draw patterns, each with whether it is read by part."""
    chance = random.Random(seed)  # noqa: S311
    return [
        ("".join(chance.choices("ab:*?", (3, 2, 2, 2, 1), k=chance.randint(1, 5))), by_part)
        for by_part in chance.choices((False, True), k=chance.randint(2, 5))
    ]


def words(longest: int) -> Iterator[str]:
    """Write every word of the letters, the shortest first."""
    for length in range(1, longest + 1):
        yield from map("".join, product(LETTERS, repeat=length))


def tried(patterns: list[tuple[str, bool]], longest: int) -> dict[tuple[bool, ...], int]:
    """Find every answer of the patterns that some word gets, with the length of the shortest."""
    regexes = [re.compile(_regex(*each)) for each in patterns]
    found: dict[tuple[bool, ...], int] = {}
    for word in words(longest):
        answer = tuple(bool(each.fullmatch(word)) for each in regexes)
        found.setdefault(answer, len(word))
    return found


def searched(patterns: list[tuple[str, bool]]) -> dict[tuple[bool, ...], int]:
    """Let the automaton find the same."""
    made = [glob(text, by_part=by_part, parts=PARTS) for text, by_part in patterns]
    automaton = Automaton(made, DOMAIN)
    return {
        tuple(bool(signature & end) for end in automaton.ends): len(word)
        for signature, word in automaton.classes().items()
    }


def _regex(pattern: str, by_part: bool) -> str:
    head, colon, tail = pattern.partition(":")
    if not by_part:
        head, colon, tail = pattern, "", ""
    elif not colon:
        return _written(head, "[^:]")
    return _written(head, "[^:]" if by_part else ".") + colon + _written(tail, ".")


def _written(pattern: str, inside: str) -> str:
    return "".join({"*": f"{inside}*", "?": inside}.get(each, each) for each in pattern)
