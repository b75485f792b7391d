"""Which of the values that policies tell apart are meant, said by the policies' own patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baseline.policy.proof.cells import ABSENT, Axis
from baseline.review.projection import Told

Kind = frozenset[str]
"""The patterns that a value matches."""
_MOST_NAMED = 6


@dataclass(frozen=True)
class Label:
    """Values that match one of `some`, or, with `but`, all that match none of those.

    `mixed` are sentences for values that neither way describes.
    """

    some: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The label in words."""
        if self.but == (ABSENT,):
            return "present"
        if self.but:
            return f"none of {', '.join(self.but)}" if len(self.but) > 1 else f"not {self.but[0]}"
        return " or ".join(self.some) or "; or ".join(self.mixed)


def label(axis: Axis, told: Told) -> Label | None:
    """Describe the values of an axis; none where nothing depends on it.

    Values that do not matter are counted in only where the values that no policy names are meant:
    an exception is told as one, and not as everything beside what was so before.
    """
    every = frozenset(range(len(axis.cells)))
    meant = _kinds(axis, told.really)
    with_others = frozenset[str]() in meant or frozenset[str]() not in _kinds(axis, every)
    if with_others and told.is_all:
        return None
    rest = told.not_among if with_others and told.not_among else every - told.really
    return described(meant, _kinds(axis, rest))


def described(meant: Sequence[Kind], rest: Sequence[Kind]) -> Label:
    """Tell kinds of values from the rest, in as few patterns as can be."""
    some = _needed(_only_in(meant, rest), meant)
    if some:
        return Label(some=some)
    but = _needed(_only_in(rest, meant), rest)
    if but:
        return Label(but=but)
    return Label(mixed=tuple(_sentence(each, rest) for each in meant))


def _kinds(axis: Axis, cells: Iterable[int]) -> list[Kind]:
    return list(dict.fromkeys(kind for cell in sorted(cells) for kind in axis.matched(cell)))


def _only_in(meant: Sequence[Kind], rest: Sequence[Kind]) -> list[str]:
    return sorted(frozenset[str]().union(*meant) - frozenset[str]().union(*rest))


def _needed(patterns: list[str], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Leave out patterns without which every kind is still named; none if one never is."""
    if not all(kind.intersection(patterns) for kind in kinds):
        return ()
    kept = list(patterns)
    for pattern in sorted(patterns, key=lambda each: sum(each in kind for kind in kinds)):
        others = [each for each in kept if each != pattern]
        if all(kind.intersection(others) for kind in kinds):
            kept = others
    return tuple(kept)


def _sentence(kind: Kind, rest: Sequence[Kind]) -> str:
    near = [other - kind for other in rest if other >= kind]
    without = _needed(sorted(frozenset[str]().union(*near)), near) if near else ()
    named = " and ".join(sorted(kind)) or "any other"
    if kind in rest:
        return f"some of {named}"
    return f"{named} but not {' or '.join(without)}" if without else named


def joined_by_and(names: Sequence[str]) -> str:
    """Name a few in a sentence, and say how many more there are."""
    shown = list(names[:_MOST_NAMED])
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
