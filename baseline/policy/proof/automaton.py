"""From patterns to classes: which sets of patterns can match one text, and the shortest such text.

All patterns run side by side as one automaton without determinism. Its state is one integer, a bit
for each place in each pattern, so a step is a few operations however many patterns there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from baseline.policy.refusals import UndecidedError

MOST_STATES = 150_000
"""A search beyond this is given up: unanchored wildcards double the states with each pattern."""

Charset = int
"""One bit per character; all but some are a negative number, whose bits never end."""

_SHOWN = "a1x-/:.=éüñ"
"""Characters that a made-up text is made of, where it can."""


@lru_cache(maxsize=1_024)
def charset(characters: str) -> Charset:
    """Collect characters."""
    return sum({1 << ord(character) for character in characters})


ANY = ~charset("")
COLON = charset(":")


@dataclass(frozen=True)
class Pattern:
    """Places in a row: what may repeat at each place, and the character that leads to the next."""

    repeats: tuple[Charset, ...]
    leads: tuple[Charset, ...]

    def __add__(self, after: Pattern) -> Pattern:
        """Put another pattern behind this one."""
        joint = self.repeats[-1] | after.repeats[0]
        return Pattern((*self.repeats[:-1], joint, *after.repeats[1:]), self.leads + after.leads)


EMPTY = Pattern((0,), ())


def some(characters: Charset) -> Pattern:
    """Match one character or more out of these."""
    return Pattern((0, characters), (characters,))


def one(characters: Charset, times: int = 1) -> Pattern:
    """Match exactly so many characters out of these."""
    return Pattern((0,) * (times + 1), (characters,) * times)


def text(literal: str, *, ignore_case: bool = False) -> Pattern:
    """Match the text itself.

    Raises:
        UndecidedError: if case is ignored beyond ASCII, of which AWS does not say how.
    """
    if ignore_case and not literal.isascii():
        raise UndecidedError([f"case is ignored beyond ASCII (got {literal!r})"])
    letters = (letter.lower() + letter.upper() if ignore_case else letter for letter in literal)
    return Pattern((0,) * (len(literal) + 1), tuple(map(charset, letters)))


@lru_cache(maxsize=4_096)
def glob(
    tokens: tuple[str, ...] | str,
    *,
    by_part: bool = False,
    ignore_case: bool = False,
    parts: int = 6,
) -> Pattern:
    """Read a pattern with wildcards; a sign of two characters, as `$*`, is the second as text.

    With `by_part` a wildcard stays inside its part of an ARN, up to the last one.
    """
    found, part = EMPTY, 1
    for sign in tokens:
        inside = ANY & ~COLON if by_part and part < parts else ANY
        if sign == "*":
            found += Pattern((inside,), ())
        elif sign == "?":
            found += one(inside)
        else:
            found += text(sign[-1], ignore_case=ignore_case)
            part += sign == ":"
    return found


class Automaton:
    """Patterns side by side, reading texts of a domain: those that one of its patterns matches."""

    def __init__(self, patterns: Sequence[Pattern], domain: Sequence[Pattern]) -> None:
        self._places = 0
        self.start = self.accepts = self._domain = 0
        self._repeats: dict[Charset, int] = {}
        self._leads: dict[Charset, int] = {}
        self.ends = [self._add(pattern) for pattern in patterns]
        begin = self._places
        self._inside = sum(self._add(pattern) for pattern in domain)
        self._domain = (1 << self._places) - (1 << begin)
        self.accepts = sum(self.ends)
        self.symbols = _symbols({*self._repeats, *self._leads, ANY})

    def _add(self, pattern: Pattern) -> int:
        first, bits = self._places, zip(pattern.repeats, (*pattern.leads, 0), strict=True)
        for place, (repeats, leads) in enumerate(bits, first):
            for sets, characters in ((self._repeats, repeats), (self._leads, leads)):
                if characters:
                    sets[characters] = sets.get(characters, 0) | 1 << place
        self.start |= 1 << first
        self._places = first + len(pattern.repeats)
        return 1 << self._places - 1

    def _step(self, symbol: str) -> tuple[int, int]:
        bit = charset(symbol)
        leads, repeats = (
            sum(places for characters, places in sets.items() if characters & bit)
            for sets in (self._leads, self._repeats)
        )
        return leads, repeats

    def _steps(self) -> list[tuple[str, int, int, int]]:
        """List a step a symbol, with the places from which it leads elsewhere than the first.

        From all other places it need not be made; the first is made from every place.
        """
        first, *others = [(each, *self._step(each)) for each in self.symbols]
        _, leads, repeats = first
        elsewhere = ((*each, each[1] ^ leads | each[2] ^ repeats) for each in others)
        return [(*first, -1), *elsewhere]

    def classes(self, start: int | None = None) -> dict[int, str]:
        """Find every set of patterns that some text of the domain matches, with the shortest.

        A set is the sum of the `ends` of its patterns.

        Raises:
            UndecidedError: if there are too many states to look at.
        """
        first = self.start if start is None else start
        found: dict[int, str] = {}
        seen, level = {first}, {first: ""}
        steps = self._steps()
        while level:
            following: dict[int, str] = {}
            for state, word in level.items():
                if state & self._inside:
                    found.setdefault(state & self.accepts, word)
                for symbol, leads, repeats, elsewhere in steps:
                    if state & elsewhere:
                        to = (state & leads) << 1 | state & repeats
                        if to & self._domain and to not in seen:
                            seen.add(to)
                            following[to] = word + symbol
            if len(seen) > MOST_STATES:
                raise UndecidedError([f"patterns have more than {MOST_STATES:,} states"])
            level = following
        return found

    def matched(self, word: str) -> int:
        """Tell which patterns a text matches, as the sum of their `ends`."""
        state = self.start
        for symbol in word:
            leads, repeats = self._step(symbol)
            state = (state & leads) << 1 | state & repeats
        return state & self.accepts


@lru_cache(maxsize=4_096)
def classes(
    patterns: tuple[Pattern, ...], domain: tuple[Pattern, ...], familiar: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Find one text, as short as can be, for each set of patterns that some text matches.

    A familiar text, which is one of the domain, stands for its own set.
    """
    automaton = Automaton(patterns, domain)
    found = automaton.classes() | {automaton.matched(each): each for each in familiar}
    return tuple(found.values())


def _symbols(sets: Iterable[Charset]) -> list[str]:
    """Pick one character for each group that no set tells apart."""
    groups = [ANY]
    for characters in sets:
        groups = [
            part for group in groups for part in (group & characters, group & ~characters) if part
        ]
    return [_character(group) for group in groups]


def _character(group: Charset) -> str:
    for shown in _SHOWN:
        if charset(shown) & group:
            return shown
    printed = group >> 32 << 32 or group
    return chr((printed & -printed).bit_length() - 1)
