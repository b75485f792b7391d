"""The key `units`: the tree of organizational units, each with its guardrails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from baseline.config import forms

Guardrails = Annotated[tuple[str, ...], Field(strict=False)]


class Unit(BaseModel):
    """An organizational unit with its guardrails and the units below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str = Field(
        pattern=forms.UNIT_KEY.pattern,
        description="What tells units apart for ever, through renames. 1 to 31 lower-case "
        "letters, digits and hyphens. Changing it makes AWS see a new unit.",
    )
    name: str = Field(
        min_length=1,
        max_length=128,
        pattern=forms.LABEL.pattern,
        description="What people read in AWS; free to change. 1 to 128 characters.",
    )
    guardrails: Guardrails = Field(
        default=(), description="The guardrails for every account in this unit and below it."
    )
    existing: bool = Field(
        default=False,
        description="Whether the unit is there already and managed elsewhere: it is then found "
        "by its name, used, and never changed.",
    )
    units: tuple[Unit, ...] = Field(
        default=(),
        strict=False,
        description="The units below this one. AWS allows 5 levels below the root.",
    )


@dataclass(frozen=True)
class PlacedUnit:
    """A unit with its place in the tree.

    `parent_key` is none for a unit right below the root. `path` holds the names from the top,
    joined by slashes. `depth` counts levels below the root, so it starts at 1.
    """

    unit: Unit
    parent_key: str | None
    path: str
    depth: int


def placed(units: tuple[Unit, ...], parent: PlacedUnit | None) -> Iterator[PlacedUnit]:
    """Yield units with their places, a parent before its children."""
    for unit in units:
        if parent is None:
            found = PlacedUnit(unit=unit, parent_key=None, path=unit.name, depth=1)
        else:
            found = PlacedUnit(
                unit=unit,
                parent_key=parent.unit.key,
                path=f"{parent.path}/{unit.name}",
                depth=parent.depth + 1,
            )
        yield found
        yield from placed(unit.units, found)
