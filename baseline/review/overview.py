"""The organization on one small picture: the tree of its units, and what is attached to each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape

from baseline.config import Config
from baseline.review.guarded import Place, guarded_by_config
from baseline.review.picture import about, attached_by_target, label
from baseline.review.svg import CHARACTER, picture

_MARGIN, _INDENT, _BOX, _LINE, _GAP = 12, 22, 22, 16, 8
_NAMES_CHARACTERS, _NARROW, _BOLD = 96, 0.9, 1.2
"""What stands beside a unit before a new line begins, so that a README needs no scrolling; and how
wide names in small letters and bold ones are, of the width that a character is given.
"""


def drawn(config: Config) -> str:
    """Draw the root and every unit as a box, what is attached to it to the right."""
    places, attached = guarded_by_config(config).places, attached_by_target(config)
    names_at = max(_left(place) + _width(place) for place in places) + _MARGIN
    y, middles, parts = float(_MARGIN), dict[str, float](), list[str]()
    for place in places:
        names = ", ".join(attached.get(place.key, ()))
        lines = textwrap.wrap(names, _NAMES_CHARACTERS, break_on_hyphens=False)
        middles[place.key] = y + _BOX / 2
        parts += [*_branch(place, middles), *_row(place, y, lines, names_at)]
        y += max(_BOX, len(lines) * _LINE) + _GAP
    width = names_at + _NAMES_CHARACTERS * CHARACTER * _NARROW + _MARGIN
    return picture(
        width, y + _MARGIN - _GAP, "The units and their guardrails", about(config), parts
    )


def _row(place: Place, y: float, lines: list[str], names_at: float) -> Iterator[str]:
    left = _left(place)
    yield (
        f'<rect class="box" x="{left}" y="{y:.0f}" width="{_width(place):.0f}" '
        f'height="{_BOX}" rx="4"/>'
    )
    yield f'<text class="ink theme" x="{left + 8}" y="{y + 15:.0f}">{escape(_name(place))}</text>'
    for number, line in enumerate(lines):
        at = y + 15 + number * _LINE
        yield f'<text class="ink" x="{names_at:.0f}" y="{at:.0f}">{escape(line)}</text>'


def _branch(place: Place, middles: dict[str, float]) -> Iterator[str]:
    """Lead a line from the unit above to this one."""
    if len(place.chain) > 1:
        x = _left(place) - _INDENT / 2
        above, here = middles[place.chain[-2]] + _BOX / 2, middles[place.key]
        yield f'<path class="line" fill="none" d="M{x:.0f} {above:.0f}V{here:.0f}H{_left(place)}"/>'


def _left(place: Place) -> int:
    return _MARGIN + (len(place.chain) - 1) * _INDENT


def _width(place: Place) -> float:
    return len(_name(place)) * CHARACTER * _BOLD + 16


def _name(place: Place) -> str:
    return label(place).rpartition("/")[2]
