"""The verdict on one request by masks, to hold them against the plain evaluator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from baseline.policy.decide import Level
from baseline.policy.proof.dimensions import ACTION, RESOURCE, Value
from baseline.policy.proof.masks import dimensions_of, masks_of
from baseline.policy.proof.rules import Layers, Placed, Rules


@dataclass(frozen=True)
class Verdict:
    """The answer, the statements behind it as (level, Sid), and what is missing for one.

    `deciding` of a request that is not denied is empty; without a Sid, the level allows nothing.
    `because` names the dimensions on which an unknown answer hangs.
    """

    answer: Literal["denied", "not denied", "unknown"]
    deciding: tuple[tuple[str, str | None], ...] = ()
    because: tuple[str, ...] = ()


class StatementMasks:
    """Policies made ready for many requests."""

    def __init__(
        self,
        levels: Sequence[Level],
        resource_levels: Sequence[Level] = (),
        identity: Sequence[Level] | None = None,
    ) -> None:
        bits: list[Placed] = []
        self._rules = Rules(Layers(levels, resource_levels, identity), bits)
        self._dimensions = dimensions_of(bits)
        self._verdicts: dict[tuple[int, int], Verdict] = {}

    def verdict(
        self, action: str, resource: Value, context: Mapping[str, Value] | None = None
    ) -> Verdict:
        """Say what the policies answer; keys not in `context` are absent from the request.

        `UNSEEN` as resource or as the value of a key stands for any.
        """
        lower = {key.lower(): value for key, value in (context or {}).items()}
        must = may = -1
        open_in: list[tuple[str, int]] = []
        for each in self._dimensions:
            value = _value(each.name, action, resource, lower)
            passed = masks_of(each, value, lower)
            must, may = must & passed[0], may & passed[1]
            if passed[0] != passed[1]:
                open_in.append((each.name, passed[0] ^ passed[1]))
        return self._said(must, may, open_in)

    def _said(self, must: int, may: int, open_in: list[tuple[str, int]]) -> Verdict:
        found = self._verdicts.get((must, may))
        if found is None:
            certain, possible = self._rules.denied(must, may)
            answer: Literal["denied", "not denied", "unknown"] = (
                "denied" if certain else "unknown" if possible else "not denied"
            )
            deciding = self._rules.deciding(must, must if certain else may) if possible else ()
            found = self._verdicts[must, may] = Verdict(answer, deciding)
        if found.answer != "unknown":
            return found
        because = tuple(name for name, bits in open_in if bits & (must ^ may))
        return Verdict(found.answer, found.deciding, because)


def _value(name: str, action: str, resource: Value, context: Mapping[str, Value]) -> Value:
    if name == ACTION:
        return action
    return resource if name == RESOURCE else context.get(name)
