"""What an ARN known in part says about every statement: one answer for each kind it may be of.

Such an ARN is a pattern in which `*` stands for what is not known. The statements divide all ARNs
of that pattern into few classes, and one ARN stands for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from baseline.policy.patterns import like
from baseline.policy.proof.automaton import Pattern, classes, glob
from baseline.policy.proof.dimensions import MOST_CACHED, Dimension
from baseline.policy.refusals import UndecidedError
from baseline.policy.syntax import ARN_PARTS, plain, tokens

Masks = tuple[int, int]
"""The statements that surely fit, and those that may."""

_WITH_COLONS = {"cloudwatch": "alarm:", "iam": "", "s3": ""}
"""What begins the names and paths that may hold a colon, as the domains of the proofs say."""
_ALL_PARTS = 1_000


class Possible:
    """The table of what ARNs say; it forgets the oldest when it is full."""

    def __init__(self, dimension: Dimension) -> None:
        self._dimension = dimension
        self._patterns = [each for each in dimension.patterns() if each != "*"]
        self._heads = tuple(dict.fromkeys(map(_head, self._patterns)))
        self.of = lru_cache(MOST_CACHED)(self._of)
        self._forms = lru_cache(MOST_CACHED)(self._read)

    def _of(self, arn: str, *, any_colons: bool = False) -> frozenset[Masks]:
        dimension = self._dimension
        if dimension.variables:
            return frozenset({(dimension.free, -1)})
        try:
            return frozenset(dimension.masks(each, {}) for each in self._arns(arn, any_colons))
        except UndecidedError:
            return frozenset({(dimension.free, -1)})

    def _arns(self, arn: str, any_colons: bool) -> Iterator[str]:
        """Yield an ARN of each class; names that are known need not be looked at again."""
        head, tail = _head(arn), arn.split(":", ARN_PARTS - 1)[-1]
        if "*" not in tokens(tail):
            yield from (f"{each}:{plain(tail)}" for each in _head_classes(self._heads, head))
            return
        service = arn.split(":")[2]
        any_colons |= tail.startswith(_WITH_COLONS.get(service, ":"))
        parts = ARN_PARTS if any_colons else _ALL_PARTS
        yield from classes(self._forms(service), (glob(tokens(arn), by_part=True, parts=parts),))

    def _read(self, service: str) -> tuple[Pattern, ...]:
        """Read the patterns that may be about a service both ways that AWS documents."""
        about = (each for each in self._patterns if like(each.split(":")[2], service))
        forms = (glob(tokens(each), by_part=way) for each in about for way in (True, False))
        return tuple(dict.fromkeys(forms))


def _head(arn: str) -> str:
    return ":".join(arn.split(":")[: ARN_PARTS - 1])


@lru_cache(maxsize=4_096)
def _head_classes(patterns: tuple[str, ...], head: str) -> tuple[str, ...]:
    """Find a text for each class of what an ARN begins with."""
    forms = (glob(tokens(each), by_part=True) for each in patterns)
    return classes(tuple(dict.fromkeys(forms)), (glob(tokens(head), by_part=True),))
