"""What becomes of every combination of cells, and on which parts of a request that hangs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from baseline.policy.proof.cells import Axis, masks_in_both
from baseline.policy.proof.dimensions import READINGS, Reading
from baseline.policy.proof.values import Caller

Case = tuple[int, ...]
"""A cell of each axis."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of a combination, and the statements that deny it, as (level, Sid).

    `readings` are those of a wildcard before a colon in which it becomes so; in the other one a
    statement denies it that stands on both sides.
    """

    change: Literal["newly denied", "newly allowed", "still denied", "not denied", "not defined"]
    deciding: tuple[tuple[str, str | None], ...] = ()
    readings: tuple[Reading, ...] = READINGS


CHANGES = frozenset({"newly denied", "newly allowed", "not defined"})
_UNTOLD = Outcome("not denied")


def beside(
    everyone: Sequence[Caller], axes: Sequence[Axis], outcomes: Mapping[Case, Outcome]
) -> tuple[list[Axis], dict[Case, Outcome]]:
    """Add a cell for other callers, of whom nothing is told here, where a test tells them apart."""
    all_axes, found = list(axes), dict(outcomes)
    for at, axis in enumerate(axes):
        key, dimension = axis.dimension.name, axis.dimension
        if key in axis.caller:
            own = masks_in_both(dimension, axis.caller[key], axis.caller)
            values = dict.fromkeys(
                each[key] for each in everyone if masks_in_both(dimension, each[key], each) != own
            )
            if values:
                all_axes[at] = replace(axis, cells=(*axis.cells, tuple(values)))
                found |= {(*case[:at], 1, *case[at + 1 :]): _UNTOLD for case in found}
    return all_axes, found


def reduced(
    axes: Sequence[Axis], outcomes: Mapping[Case, Outcome]
) -> tuple[tuple[Axis, ...], tuple[Axis, ...], dict[Case, Outcome]]:
    """Join cells that make no difference, and set apart the axes that make none at all."""
    kept: list[Axis] = []
    free: list[Axis] = []
    found = dict(outcomes)
    at = 0
    for axis in axes:
        columns: dict[int, list[tuple[Case, Outcome]]] = {}
        for case, outcome in found.items():
            columns.setdefault(case[at], []).append(((*case[:at], *case[at + 1 :]), outcome))
        alike: dict[frozenset[tuple[Case, Outcome]], list[int]] = {}
        for cell, column in columns.items():
            alike.setdefault(frozenset(column), []).append(cell)
        if len(alike) == 1:
            found = dict(columns[0])
            free.append(axis)
            continue
        joined = [tuple(v for cell in cells for v in axis.cells[cell]) for cells in alike.values()]
        kept.append(replace(axis, cells=tuple(joined)))
        found = {
            (*rest[:at], index, *rest[at:]): outcome
            for index, column in enumerate(alike)
            for rest, outcome in column
        }
        at += 1
    return tuple(kept), tuple(free), found
