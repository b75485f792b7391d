"""Actions that no statement tells apart; those that do not exist yet are classes of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import compress
from operator import or_

from baseline.policy.actions import actions_by_service, arn_templates, fits, known_actions
from baseline.policy.patterns import action_in, like
from baseline.policy.proof.automaton import charset, classes, glob, some, text

_LETTERS = charset("abcdefghijklmnopqrstuvwxyz0123456789")
_NAMES = (some(_LETTERS | charset("-")) + text(":") + some(_LETTERS | charset("-")),)

_ANY_SERVICE = "${Vendor}"
"""What stands for the service in published ARNs of whatever service makes such resources."""


@dataclass(frozen=True)
class ActionClass:
    """Actions that stand for each other: `bits` of AWS's list, or one that is `coming`."""

    bits: int
    coming: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, which are seldom asked for."""
        return _named(self.bits) if self.bits else (self.coming,)

    @property
    def known(self) -> bool:
        """Whether they are on AWS's list."""
        return bool(self.bits)

    def within(self, patterns: tuple[str, ...], listed: int) -> bool:
        """Say whether patterns match its names; they match `listed` and do not divide it."""
        return bool(self.bits & listed if self.bits else action_in(patterns, self.coming))

    def acting_on(self, arn: str) -> str | None:
        """Name one that acts on a resource; what does not exist yet may act on any."""
        bits = self.bits & _acting_on(arn)
        if not self.bits:
            return self.coming
        return _numbered()[0][(bits & -bits).bit_length() - 1] if bits else None


def services_of(actions: Iterable[str], negated: bool) -> frozenset[str]:
    """List the services of patterns of actions; none if they can be of any."""
    if negated or "*" in actions:
        return frozenset()
    return frozenset(map(_service_of, actions))


def speaks_of(pattern: str, services: Collection[str]) -> bool:
    """Say whether a pattern can match actions of such services, which may be any if none is."""
    return not services or pattern == "*" or _service_of(pattern) in services


@lru_cache(maxsize=16_384)
def _service_of(pattern: str) -> str:
    return pattern.partition(":")[0].lower()


@cache
def _numbered() -> tuple[tuple[str, ...], dict[str, int]]:
    names = tuple(action.name for action in known_actions().values())
    return names, {name.lower(): 1 << index for index, name in enumerate(names)}


@lru_cache(maxsize=4_096)
def _bits(pattern: str) -> int:
    """Return the known actions that a pattern in lower case matches, a bit for each."""
    names, bits = _numbered()
    if pattern == "*":
        return (1 << len(names)) - 1
    of_service = actions_by_service().get(pattern.partition(":")[0], ())
    return sum(bits[name] for name in of_service if like(pattern, name))


@lru_cache(maxsize=4_096)
def listed(patterns: tuple[str, ...]) -> int:
    """Return the known actions that one of the patterns matches, which are in lower case."""
    return reduce(or_, map(_bits, patterns), 0)


@cache
def acting_by_template(template: str) -> int:
    """Return the known actions that act on ARNs of a template, or without one on none at all."""
    return _by_template().get(template, 0)


@cache
def _by_template() -> dict[str, int]:
    found: dict[str, list[int]] = {}
    for bit, action in zip(_numbered()[1].values(), known_actions().values(), strict=True):
        for template in dict.fromkeys(action.templates or ("",)):
            found.setdefault(template, []).append(bit)
    return {template: reduce(or_, bits) for template, bits in found.items()}


@lru_cache(maxsize=16_384)
def _acting_on(arn: str) -> int:
    if arn == "*":
        return acting_by_template("")
    published = arn_templates(arn.split(":")[2]) or arn_templates(_ANY_SERVICE)
    fitting = (each for each in published if fits(each, arn))
    return reduce(or_, map(acting_by_template, fitting), 0)


@lru_cache(maxsize=1_024)
def _named(bits: int) -> tuple[str, ...]:
    digits = f"{bits:b}"[::-1].encode().translate(_TRUTHS)
    return tuple(compress(_numbered()[0], digits))


_TRUTHS = bytes.maketrans(b"01", b"\0\1")


def action_classes(
    contents: Sequence[tuple[tuple[str, ...], bool]], *, future: bool
) -> list[ActionClass]:
    """Divide all actions by the lists of patterns in statements."""
    groups = [_bits("*")]
    for patterns, _ in contents:
        bits = listed(patterns)
        groups = [part for group in groups for part in (group & bits, group & ~bits) if part]
    found = [ActionClass(group) for group in groups]
    if future:
        patterns = tuple(sorted({each for texts, _ in contents for each in texts} - {"*"}))
        found += [ActionClass(0, name) for name in _yet_to_come(patterns)]
    return found


@lru_cache(maxsize=256)
def _yet_to_come(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Make up actions that no list knows, one for each set of patterns that can match one.

    Where the shortest name is one of today, a longer one is taken if it is still matched; if none
    is, the known action stands for the class.
    """
    found = []
    for service in sorted({pattern.partition(":")[0] for pattern in patterns}):
        own = tuple(each for each in patterns if each.partition(":")[0] == service)
        domain = (text(f"{service}:") + some(_LETTERS | charset("-")),)
        for word in classes(tuple(glob(each) for each in own), domain):
            matched = [each for each in own if like(each, word)]
            names = (word, *(word + letter for letter in "ax1"))
            found += [
                name
                for name in names
                if name not in known_actions() and [p for p in own if like(p, name)] == matched
            ][:1]
    return (*found, "newservice:newaction")
