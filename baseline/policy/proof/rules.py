"""What masks of statements mean: which layers they stand in, and when those deny together.

A bit of a mask is one statement. `must` holds those that certainly speak of a request, `may` those
that are not certain not to; between them lies what AWS does not define.

Source: IAM user guide, Policy evaluation logic; AWS Organizations user guide, SCP evaluation and
Resource control policies; read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from baseline.policy.decide import (
    ALWAYS_ALLOWED,
    FREE_OF_RESOURCE_CONTROL,
    SERVICE_LINKED_ROLES,
    Level,
)
from baseline.policy.parsed import ParsedStatement, Test

SERVICE_LINKED = Test(
    key="aws:principalarn",
    operator="ArnLike",
    values=(SERVICE_LINKED_ROLES,),
    negated=False,
    if_exists=False,
    quantifier="",
)
"""Who no control policy of either kind binds."""


@dataclass(frozen=True)
class Layers:
    """The policies that a request meets.

    `control` are service control policies by level, `resource` resource control policies by level
    (AWS's own allow is added), `identity` those of the caller; none means they are left out.
    """

    control: Sequence[Level] = ()
    resource: Sequence[Level] = ()
    identity: Sequence[Level] | None = None


@dataclass(frozen=True)
class Placed:
    """A statement and the name of the level that it stands in."""

    level: str
    statement: ParsedStatement


class Rules:
    """Layers whose statements have bits in a list that other layers and scopes may share."""

    def __init__(self, layers: Layers, bits: list[Placed]) -> None:
        self.bits = bits
        control = [self._add(level) for level in layers.control]
        resource = [self._add(level, principal=True) for level in layers.resource]
        identity = [self._add(level) for level in layers.identity or ()]
        self._allows = [allow for _, allow in control]
        self._filters = reduce(or_, (deny for deny, _ in control), 0)
        self._resource_filters = reduce(or_, (deny for deny, _ in resource), 0)
        self._refuses = reduce(or_, (deny for deny, _ in identity), 0)
        self._grants = reduce(or_, (allow for _, allow in identity), 0)
        self._needs_grant = layers.identity is not None
        self._levels = [level.name for level in layers.control]
        self.free = place(bits, "", actions=(FREE_OF_RESOURCE_CONTROL,)) if resource else 0
        self.linked = place(bits, "", SERVICE_LINKED)
        self._always = (
            place(bits, "", actions=tuple(sorted(ALWAYS_ALLOWED))) if self._needs_grant else 0
        )

    def _add(self, level: Level, *, principal: bool = False) -> tuple[int, int]:
        masks = {"Deny": 0, "Allow": 0}
        for statement in level.resource_statements if principal else level.statements:
            masks[statement.effect] |= 1 << len(self.bits)
            self.bits.append(Placed(level.name, statement))
        return masks["Deny"], masks["Allow"]

    @property
    def denying(self) -> int:
        """The statements of control policies that deny."""
        return self._filters | self._resource_filters

    def denied(self, must: int, may: int) -> tuple[bool, bool]:
        """Say whether what matches is denied: certainly, and possibly."""
        return self._denied(must, may), self._denied(may, must)

    def _denied(self, denying: int, letting: int) -> bool:
        """Decide with some statements on the side of denials, and some on that of allowances."""
        filtered = not letting & self.linked and (
            bool(denying & self._filtering(letting))
            or any(not letting & allow for allow in self._allows)
        )
        if filtered or not self._needs_grant:
            return filtered
        refused = bool(denying & self._refuses) or not letting & self._grants
        return not letting & self._always and refused

    def _filtering(self, speaking: int) -> int:
        """Collect the denials of control policies, which differ for the one action beside RCPs."""
        return self._filters | (0 if speaking & self.free else self._resource_filters)

    def deciding(self, must: int, may: int) -> tuple[tuple[str, str | None], ...]:
        """List level and Sid of the statements that deny, or the levels that allow nothing."""
        denies = self._refuses | (0 if may & self.linked else self._filtering(may))
        found = tuple(self._named(may & denies))
        if found or may & self.linked:
            return found
        levels = zip(self._levels, self._allows, strict=True)
        return tuple((name, None) for name, allow in levels if not must & allow)

    def _named(self, mask: int) -> Iterator[tuple[str, str | None]]:
        for index, placed in enumerate(self.bits):
            if mask >> index & 1:
                yield placed.level, placed.statement.sid


_BLANK = ParsedStatement(None, "Allow", ("*",), False, ("*",), False, ())


def alive(bits: Sequence[Placed], live: int) -> tuple[Placed, ...]:
    """Make statements say nothing that do not speak of the actions in question."""
    return tuple(
        each if live >> index & 1 else Placed(each.level, _BLANK) for index, each in enumerate(bits)
    )


def place(bits: list[Placed], level: str, *tests: Test, actions: tuple[str, ...] = ("*",)) -> int:
    """Add a statement about such requests, and return its bit."""
    bits.append(Placed(level, ParsedStatement(None, "Allow", actions, False, ("*",), False, tests)))
    return 1 << len(bits) - 1
