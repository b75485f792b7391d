"""The values of policy variables that policies tell apart.

Two names are interchangeable if every piece of a pattern that can cover a whole name fits both:
putting one in the place of the other then turns each request into one that is answered alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from baseline.policy.proof.automaton import classes, glob
from baseline.policy.proof.dimensions import Dimension, Value
from baseline.policy.proof.domains import may_be_absent, values_in
from baseline.policy.proof.familiar import shown
from baseline.policy.proof.values import Caller, texts_of
from baseline.policy.refusals import UndecidedError
from baseline.policy.syntax import ARN_PARTS, tokens

KNOWN = frozenset({"aws:username", "aws:principalaccount", "aws:principalorgid"})
"""Keys whose values hold no wildcard and no separator, so that one is a whole part of a path."""
_SEPARATORS = "/:"


def callers(dimensions: Sequence[Dimension], *, by_account: bool) -> list[Caller]:
    """List values, or absence, for all variables in the patterns; one without any if there is none.

    They stand for all others only if `check_parts` refuses nothing.

    Raises:
        UndecidedError: if a variable is another key.
    """
    keys = sorted({key for each in dimensions for key in each.variables})
    if odd := [key for key in keys if key not in KNOWN]:
        raise UndecidedError([f"variables that are not proved about: {', '.join(odd)}"])
    choices = [_values(key, dimensions, by_account=by_account) for key in keys]
    return [dict(zip(keys, chosen, strict=True)) for chosen in product(*choices)]


def check_parts(dimensions: Sequence[Dimension]) -> None:
    """Refuse text beside a variable, which tells names apart by what they begin or end with.

    A variable before the last part of an ARN is refused as well: no names are told apart there.

    Raises:
        UndecidedError: naming the first such pattern.
    """
    if parts := [each for one in dimensions if one.variables for each in _partial(one)]:
        raise UndecidedError([f"a variable that is no whole part of a path: {parts[0]}"])


def _values(key: str, dimensions: Sequence[Dimension], *, by_account: bool) -> list[Value]:
    """List names that differ in a piece, or in what tests of the key itself say."""
    pieces = {piece for each in dimensions if key in each.variables for piece in _pieces(each)}
    patterns = [glob(piece) for piece in sorted(pieces)]
    for each in dimensions:
        patterns += texts_of(each.tests(), {}) if each.name == key else []
    found = classes(tuple(dict.fromkeys(patterns)), values_in(key), shown(key))
    return [*found, *((None,) if may_be_absent(key, by_account=by_account) else ())]


def _pieces(dimension: Dimension) -> Iterator[tuple[str, ...]]:
    """Yield what may cover a whole name, of all patterns that can meet one with a variable."""
    signs = [_last_part(each) for each in dimension.patterns()]
    heads = [_head(each) for each in signs if any(map(_is_variable, each))]
    for each in signs:
        if any(_meet(_head(each), head) for head in heads):
            yield from _covering(each)


def _last_part(pattern: str) -> tuple[str, ...]:
    signs = tokens(pattern)
    colons = [index for index, sign in enumerate(signs) if sign == ":"]
    return signs[colons[ARN_PARTS - 2] + 1 :] if len(colons) >= ARN_PARTS - 1 else signs


def _head(signs: tuple[str, ...]) -> str:
    odd = (place for place, sign in enumerate(signs) if len(sign) > 1 or sign in "*?")
    return "".join(signs[: next(odd, len(signs))])


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_variable(sign: str) -> bool:
    return sign.startswith("${")


def _partial(dimension: Dimension) -> Iterator[str]:
    """Yield the patterns with text beside a variable, or a variable before the last part."""
    for pattern in dimension.patterns():
        signs = _last_part(pattern)
        whole = tokens(pattern)
        if any(map(_is_variable, whole[: len(whole) - len(signs)])):
            yield pattern
        for place, sign in enumerate(signs):
            around = (*signs[max(place - 1, 0) : place], *signs[place + 1 : place + 2])
            if _is_variable(sign) and any(each not in _SEPARATORS for each in around):
                yield pattern


def _covering(signs: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    open_at = [place for place, sign in enumerate(signs) if sign in "*?"]
    cuts = [place for place, sign in enumerate(signs) if sign in _SEPARATORS]
    starts = {0, *open_at, *(place + 1 for place in (*open_at, *cuts))}
    ends = {len(signs), *cuts, *open_at, *(place + 1 for place in open_at)}
    for start, end in product(sorted(starts), sorted(ends)):
        piece = signs[start:end]
        if piece and not any(each in _SEPARATORS or _is_variable(each) for each in piece):
            yield piece
