"""Masks where a request is known in part, and the dimensions that statements have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from baseline.policy.proof.dimensions import ACTION, RESOURCE, Dimension, Value
from baseline.policy.proof.rules import Placed

UNSEEN: Final = ("\0unseen",)
"""In the place of a value that the request has or has not, and that nobody wrote down."""


def masks_of(dimension: Dimension, value: Value, context: Mapping[str, Value]) -> tuple[int, int]:
    """Return the statements that a value must and may pass, where it may be `UNSEEN`."""
    if value == UNSEEN or any(context.get(key) == UNSEEN for key in dimension.variables):
        return dimension.free, -1
    return dimension.masks(value, context)


def dimensions_of(bits: Sequence[Placed]) -> list[Dimension]:
    """List the dimensions that statements test: actions first, then resources, then keys."""
    keys = sorted({test.key for each in bits for test in each.statement.tests})
    return [Dimension(name, bits) for name in (ACTION, RESOURCE, *keys)]
