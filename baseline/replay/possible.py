"""What an ARN known in part says about every statement: one answer for each kind it may be of.

Such an ARN is a pattern in which `*` stands for what is not known. The statements divide all ARNs
of that pattern into few classes, and one ARN stands for each. Names mostly stand at the end of an
ARN and no statement tells them apart: those that leave the same beginnings of the statements'
patterns to be matched are answered alike, and looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from baseline.policy.patterns import like
from baseline.policy.proof.automaton import classes, glob
from baseline.policy.proof.dimensions import Dimension
from baseline.policy.refusals import UndecidedError
from baseline.policy.syntax import ARN_PARTS, tokens

Masks = tuple[int, int]
"""The statements that surely fit, and those that may."""

_WITH_COLONS = {"cloudwatch": "alarm:", "iam": "", "s3": ""}
"""What begins the names and paths that may hold a colon, as the domains of the proofs say."""
_ALL_PARTS = 1_000
ANYTHING = "*"

MOST_KEPT = 10_000
"""So many answers of each kind are kept; with their ARNs that is some 10 MB."""


class Possible:
    """The table of what ARNs say; it is emptied when it is full."""

    def __init__(self, dimension: Dimension) -> None:
        self._dimension = dimension
        self._patterns = [each for each in dimension.patterns() if each != "*"]
        self._alike: dict[tuple[str, bool, tuple[int, ...]], frozenset[Masks]] = {}
        self._cuts = lru_cache(maxsize=1_024)(self._cut)
        self.of = lru_cache(MOST_KEPT)(self._of)

    def _of(self, arn: str) -> frozenset[Masks]:
        _, _, service, _, _, tail = arn.split(":", ARN_PARTS - 1)
        any_colons = tail.startswith(_WITH_COLONS.get(service, ":"))
        begin, end = _parted(arn)
        cuts = self._cuts(service)
        left = tuple(at for at, (_, after) in enumerate(cuts) if like(after, end))
        found = self._alike.get((begin, any_colons, left))
        if found is None:
            if len(self._alike) >= MOST_KEPT:
                self._alike.clear()
            befores = dict.fromkeys(cuts[at][0] for at in left)
            found = frozenset(self._answers(begin, end, befores, any_colons))
            self._alike[begin, any_colons, left] = found
        return found

    def _answers(
        self, begin: str, end: str, befores: Iterable[tuple[str, ...]], any_colons: bool
    ) -> Iterator[Masks]:
        """Yield what each class of ARNs says that begins and ends so."""
        dimension, parts = self._dimension, ARN_PARTS if any_colons else _ALL_PARTS
        forms = (glob(each, by_part=way) for each in befores for way in (True, False))
        domain = glob(tokens(begin), by_part=True, parts=parts)
        try:
            found = () if dimension.variables else classes(tuple(dict.fromkeys(forms)), (domain,))
        except UndecidedError:
            found = ()
        for each in found:
            yield dimension.masks(each + end, {})
        if not found:
            yield dimension.free, -1

    def _cut(self, service: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Cut each pattern that may be about a service in two, in every way.

        AWS documents two readings of wildcards; the pieces hold for both.
        """
        found = []
        for pattern in self._patterns:
            if like(pattern.split(":")[2], service):
                signs = tokens(pattern)
                for at in range(len(signs) + 1):
                    found.append((signs[:at], _written(signs[at:])))
                    if signs[at : at + 1] == (ANYTHING,):
                        found.append((signs[: at + 1], _written(signs[at:])))
        return tuple(found)


def _parted(arn: str) -> tuple[str, str]:
    """Part an ARN behind the last piece that is not known, and read the rest."""
    signs = tokens(arn)
    last = max((at for at, sign in enumerate(signs) if sign == ANYTHING), default=-1)
    return _written(signs[: last + 1]), "".join(sign[-1] for sign in signs[last + 1 :])


def _written(signs: Iterable[str]) -> str:
    return "".join(f"${{{sign[1]}}}" if len(sign) == 2 else sign for sign in signs)
