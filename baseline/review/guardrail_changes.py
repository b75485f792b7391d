"""What is told of a change of guardrails, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class GuardrailChange:
    """Actions that are answered differently, all in the same way.

    `denied` says which way: from allowed to denied, or back. `who` is in words. `on` holds
    resource patterns; `regions` and `keys` say what else it hangs on. Each is empty where it hangs
    on nothing of the kind. `yet_to_come` tells of actions that AWS does not have yet. `stops` names
    what of must_work.yaml it stops, `opens` the protected resources that it opens to writing.
    """

    denied: bool
    guardrail: str
    who: str
    actions: tuple[str, ...]
    on: tuple[str, ...] = ()
    regions: str = ""
    keys: tuple[str, ...] = ()
    yet_to_come: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceChanges:
    """The changes that the places of these paths share, and what could not be judged there.

    They are about the calls of the accounts there, or with `of_resources` about calls from anywhere
    on what these accounts hold.
    """

    paths: tuple[str, ...]
    changes: tuple[GuardrailChange, ...]
    unknown: tuple[str, ...] = ()
    of_resources: bool = False


def together(changes: Sequence[GuardrailChange]) -> GuardrailChange:
    """Join changes that differ in their actions only."""
    return replace(
        changes[0],
        actions=_all(each.actions for each in changes),
        yet_to_come=_all(each.yet_to_come for each in changes),
        stops=_all(each.stops for each in changes),
        opens=_all(each.opens for each in changes),
    )


def _all(texts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({text for each in texts for text in each}))


def weight(place: PlaceChanges) -> tuple[bool, bool]:
    """Put first where work is stopped, then where something protected is opened."""
    return (
        not any(each.stops for each in place.changes),
        not any(each.opens for each in place.changes),
    )


def order(change: GuardrailChange) -> tuple[object, ...]:
    """Put first what stops work, then what opens something protected, then what is let through.

    Nobody complains of what is no longer denied, so only a reader sees it.
    """
    return (
        not change.stops,
        not change.opens,
        change.denied,
        change.guardrail,
        change.who,
        change.on,
        change.regions,
        change.keys,
    )
