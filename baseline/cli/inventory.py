"""How the policies of every target are printed: a line each, or in a terminal a group a target."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from baseline.output.columns import print_groups
from baseline.review.inventory import PolicyRow

NUMBERS = ("characters", "left", "policies left")


def print_inventory(rows: Sequence[PolicyRow], console: Console) -> None:
    """Print each policy with its size, the room that is left, and what it is made of."""
    print_groups(
        ("attached to", "bundle", *NUMBERS, "guardrails"),
        [
            (
                row.target,
                row.bundle,
                f"{row.size_chars:,}",
                _left(row.chars_left),
                _left(row.attachments_left),
                ", ".join(row.guardrails),
            )
            for row in rows
        ],
        console,
        NUMBERS,
    )


def _left(number: int) -> str:
    return f"{number:,}" if number >= 0 else f"{-number:,} too many"
