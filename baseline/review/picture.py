"""The guardrails of a configuration as a picture: what holds in which unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from baseline.config import Config
from baseline.config.rollout import rollout_of
from baseline.guardrails import CATALOGUE, SHIPPED
from baseline.guardrails.rollout import FORMS, names_of, rolled_out
from baseline.guardrails.themes import BUNDLES
from baseline.review.guarded import ROOT, Place, guarded_by_config
from baseline.review.svg import CHARACTER, picture

_ROW, _COLUMN, _MARGIN = 22, 34, 16
_LEGEND, _LEGEND_WIDTH = 56, 520
_SLOPE = 0.72
"""How far a label that leans by 45 degrees reaches, for each of its length to one side."""


def drawn(config: Config) -> str:
    """Draw every guardrail as a row, the root and every unit as a column."""
    places = guarded_by_config(config).places
    rows = list(_rows(config))
    names = max(len(text) for text, _ in rows) * CHARACTER
    labels = max(len(label(place)) for place in places) * CHARACTER * _SLOPE
    left, top = _MARGIN + names + _COLUMN / 2, _MARGIN + labels + 12
    width = max(_reach(left, index, place) for index, place in enumerate(places)) + _MARGIN
    height = top + len(rows) * _ROW + _LEGEND
    parts = [
        *_columns(places, left, top, len(rows)),
        *_body(rows, places, attached_by_target(config), left, top),
        *_legend(top + len(rows) * _ROW + 34),
    ]
    return picture(width, height, "Guardrails by unit", about(config), parts)


def _reach(left: float, index: int, place: Place) -> float:
    """How far to the right a column and its label go; no legend is cut off on the way."""
    text = len(label(place)) * CHARACTER * _SLOPE
    return max(left + (index + 0.5) * _COLUMN + text, left + (index + 1) * _COLUMN, _LEGEND_WIDTH)


def _rows(config: Config) -> Iterator[tuple[str, str | None]]:
    """Yield the text of every row, with the guardrail's name where it is about one.

    Of a fork's own guardrails only those that are attached are drawn.
    """
    attached = {name for names in config.guardrails_by_target().values() for name in names}
    drawn = [each for name, each in CATALOGUE.items() if name in SHIPPED or name in attached]
    ordered = sorted(drawn, key=lambda each: list(BUNDLES).index(each.bundle))
    for bundle, guardrails in groupby(ordered, lambda each: each.bundle):
        yield bundle, None
        for each in guardrails:
            yield each.name, each.name
    for policy_type, form in FORMS.items():
        yield form.bundle, None
        for name in names_of(policy_type):
            yield name, name


def attached_by_target(config: Config) -> dict[str, tuple[str, ...]]:
    """List by target what is attached to it, service control policies or not."""
    attached, rollout = config.guardrails_by_target(), rollout_of(config)
    if rollout is not None:
        key = rollout.target_key
        attached[key] = (*attached[key], *rolled_out(rollout))
    return attached


def label(place: Place) -> str:
    """Call a place as a picture does."""
    return "the root" if place.key == ROOT else place.path


def about(config: Config) -> str:
    """Say in words what the picture shows, for those who hear it."""
    paths = {place.key: label(place) for place in guarded_by_config(config).places}
    told = [
        f"{paths[key]}: {', '.join(names)}"
        for key, names in attached_by_target(config).items()
        if names
    ]
    return f"Guardrails attached to {'; '.join(told)}. They hold in the units below as well."


def _columns(places: Sequence[Place], left: float, top: float, rows: int) -> Iterator[str]:
    for index, place in enumerate(places):
        x = left + index * _COLUMN + _COLUMN / 2
        yield (
            f'<text class="ink" x="{x:.1f}" y="{top - 8:.1f}" '
            f'transform="rotate(-45 {x:.1f} {top - 8:.1f})">{escape(label(place))}</text>'
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
        at += 18 + len(text) * CHARACTER + 24
    yield f'<text class="soft" x="{at:.1f}" y="{y:.1f}">grey name: attached nowhere</text>'
