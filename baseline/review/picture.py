"""The guardrails of a configuration as a picture: what holds in which unit.

Drawn as SVG by hand, so that it needs no library and no font, and reads in light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from baseline.config import Config
from baseline.guardrails import CATALOGUE
from baseline.guardrails.bundles import BUNDLES
from baseline.review.guarded import ROOT, Place, guarded_by_config

_ROW, _COLUMN, _MARGIN = 22, 34, 16
_CHARACTER = 7.2
"""About how wide a character of the text is, in pixels; a little more than most fonts need."""
_LEGEND, _LEGEND_WIDTH = 56, 520
_SLOPE = 0.72
"""How far a label that leans by 45 degrees reaches, for each of its length to one side."""

_STYLE = """
  .paper { fill: #ffffff } .ink { fill: #1f2328 } .soft { fill: #59636e }
  .band { fill: #f6f8fa } .line { stroke: #d1d9e0 }
  .here { fill: #0969da } .above { fill: #ffffff; stroke: #0969da; stroke-width: 1.5 }
  text { font: 12px system-ui, sans-serif } .theme { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .ink { fill: #f0f6fc } .soft { fill: #9198a1 }
    .band { fill: #151b23 } .line { stroke: #3d444d }
    .here { fill: #4493f8 } .above { fill: #0d1117; stroke: #4493f8 }
  }
"""


def drawn(config: Config) -> str:
    """Draw every guardrail as a row, the root and every unit as a column."""
    places = guarded_by_config(config).places
    rows = list(_rows())
    names = max(len(text) for text, _ in rows) * _CHARACTER
    labels = max(len(_label(place)) for place in places) * _CHARACTER * _SLOPE
    left, top = _MARGIN + names + _COLUMN / 2, _MARGIN + labels + 12
    width = max(_reach(left, index, place) for index, place in enumerate(places)) + _MARGIN
    height = top + len(rows) * _ROW + _LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="title about">',
        '<title id="title">Guardrails by unit</title>',
        f'<desc id="about">{escape(_about(config))}</desc>',
        f"<style>{_STYLE}</style>",
        '<rect class="paper" width="100%" height="100%"/>',
        *_columns(places, left, top, len(rows)),
        *_body(rows, places, config.guardrails_by_target(), left, top),
        *_legend(top + len(rows) * _ROW + 34),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _reach(left: float, index: int, place: Place) -> float:
    """How far to the right a column and its label go; no legend is cut off on the way."""
    label = len(_label(place)) * _CHARACTER * _SLOPE
    return max(left + (index + 0.5) * _COLUMN + label, left + (index + 1) * _COLUMN, _LEGEND_WIDTH)


def _rows() -> Iterator[tuple[str, str | None]]:
    """Yield the text of every row, with the guardrail's name where it is about one."""
    ordered = sorted(CATALOGUE.values(), key=lambda each: list(BUNDLES).index(each.bundle))
    for bundle, guardrails in groupby(ordered, lambda each: each.bundle):
        yield bundle, None
        for each in guardrails:
            yield each.name, each.name


def _label(place: Place) -> str:
    return "the root" if place.key == ROOT else place.path


def _about(config: Config) -> str:
    """Say in words what the picture shows, for those who hear it."""
    paths = {place.key: _label(place) for place in guarded_by_config(config).places}
    told = [
        f"{paths[key]}: {', '.join(names)}"
        for key, names in config.guardrails_by_target().items()
        if names
    ]
    return f"Guardrails attached to {'; '.join(told)}. They hold in the units below as well."


def _columns(places: Sequence[Place], left: float, top: float, rows: int) -> Iterator[str]:
    for index, place in enumerate(places):
        x = left + index * _COLUMN + _COLUMN / 2
        yield (
            f'<text class="ink" x="{x:.1f}" y="{top - 8:.1f}" '
            f'transform="rotate(-45 {x:.1f} {top - 8:.1f})">{escape(_label(place))}</text>'
        )
        yield (
            f'<line class="line" x1="{x:.1f}" y1="{top:.1f}" '
            f'x2="{x:.1f}" y2="{top + rows * _ROW:.1f}"/>'
        )


def _body(
    rows: Sequence[tuple[str, str | None]],
    places: Sequence[Place],
    attached: Mapping[str, Sequence[str]],
    left: float,
    top: float,
) -> Iterator[str]:
    right = left + len(places) * _COLUMN
    for number, (text, name) in enumerate(rows):
        y = top + number * _ROW
        if name is None:
            yield (
                f'<rect class="band" x="{_MARGIN}" y="{y:.1f}" '
                f'width="{right - _MARGIN:.1f}" height="{_ROW}"/>'
            )
        is_used = name is not None and any(name in names for names in attached.values())
        look = "ink theme" if name is None else "ink" if is_used else "soft"
        indent = _MARGIN + (6 if name is None else 14)
        yield f'<text class="{look}" x="{indent}" y="{y + 15:.1f}">{escape(text)}</text>'
        for index, place in enumerate(places):
            dot = None if name is None else _dot(name, place, attached)
            if dot:
                x = left + index * _COLUMN + _COLUMN / 2
                yield f'<circle class="{dot}" cx="{x:.1f}" cy="{y + _ROW / 2:.1f}" r="5"/>'


def _dot(name: str, place: Place, attached: Mapping[str, Sequence[str]]) -> str | None:
    """Choose the dot of a place: attached here, held from above, or none."""
    if name in attached.get(place.key, ()):
        return "here"
    return "above" if any(name in attached.get(key, ()) for key in place.chain) else None


def _legend(y: float) -> Iterator[str]:
    at = float(_MARGIN + 6)
    for dot, text in (("here", "attached here"), ("above", "holds from above")):
        yield f'<circle class="{dot}" cx="{at + 5:.1f}" cy="{y - 4:.1f}" r="5"/>'
        yield f'<text class="ink" x="{at + 18:.1f}" y="{y:.1f}">{text}</text>'
        at += 18 + len(text) * _CHARACTER + 24
    yield f'<text class="soft" x="{at:.1f}" y="{y:.1f}">grey name: attached nowhere</text>'
