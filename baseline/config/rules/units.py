"""Units must be told apart, fit AWS's tree, and hang below what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from baseline.config.draft import Draft, DraftUnit, Named
from baseline.config.problem import Complaint, Loc
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.schema import ROOT
from baseline.config.wording import shown

DEPTH_LEVELS = 5
"""Source: AWS Organizations user guide, Quotas and service limits, read 2026-11-24."""


def unit_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the keys, the names among siblings, the depth, and what hangs below what."""
    yield from _key_complaints([unit.key for unit in draft.units if unit.key is not None])
    yield from _sibling_complaints(draft.units)
    for unit in draft.units:
        if unit.depth == DEPTH_LEVELS + 1:
            yield Complaint(
                loc=unit.loc,
                rule=f"must be at most {DEPTH_LEVELS} levels below the root",
                got=f"level {unit.depth}",
                remedy="move the unit up",
            )
        if unit.existing and unit.parent is not None and not unit.parent.existing:
            yield Complaint(
                loc=(*unit.loc, "existing"),
                rule="must be false below a unit that is not existing itself",
                got="true",
                remedy="mark the unit above as existing too, or move this one to where it is",
            )


def _key_complaints(keys: list[Named]) -> Iterator[Complaint]:
    for key in keys:
        if key.text == ROOT:
            yield Complaint(
                loc=key.loc,
                rule="must not be root, which stands for the organization's root",
                got=shown(key.text),
                remedy="choose another key",
            )
    yield from repeat_complaints(
        keys,
        rule="must differ from every other unit's key in more than hyphens",
        remedy="choose another key",
        same=lambda key: key.replace("-", ""),
    )


def _sibling_complaints(units: tuple[DraftUnit, ...]) -> Iterator[Complaint]:
    siblings: defaultdict[Loc | None, list[Named]] = defaultdict(list)
    for unit in units:
        if unit.name is not None:
            siblings[unit.parent.loc if unit.parent is not None else None].append(unit.name)
    for names in siblings.values():
        yield from repeat_complaints(
            names,
            rule="must differ from the names of the units beside it",
            remedy="choose another name",
        )
