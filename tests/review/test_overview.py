"""The picture of the units shows all of them in their tree, with what is attached to each."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from baseline.config import Config, load
from baseline.review.guarded import guarded_by_config
from baseline.review.overview import drawn
from baseline.review.picture import attached_by_target
from tests.assemblies import CONFIGURATIONS, ROOT

SVG = "{http://www.w3.org/2000/svg}"
HIGHEST, WIDEST = 400, 850
"""Pixels: half a screen, and what GitHub shows of a README without making it smaller."""


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def config(request: pytest.FixtureRequest) -> Config:
    """Each configuration in turn."""
    return load(CONFIGURATIONS[request.param])


def _texts(root: ElementTree.Element) -> list[tuple[str, str]]:
    """The look and the words of every text, from the top down."""
    return [(each.get("class", ""), each.text or "") for each in root.iter(f"{SVG}text")]


def test_every_unit_with_what_is_attached(config: Config) -> None:
    """Below each unit's name, and before the next, stand the names of what is attached to it."""
    shown: list[tuple[str, list[str]]] = []
    for look, text in _texts(ElementTree.fromstring(drawn(config))):  # noqa: S314
        if look == "ink theme":
            shown.append((text, []))
        else:
            shown[-1][1].extend(name for name in text.split(", ") if name)
    attached = attached_by_target(config)
    assert [(name, [each.strip(",") for each in names]) for name, names in shown] == [
        (
            "the root" if len(place.chain) == 1 else place.path.rpartition("/")[2],
            list(attached.get(place.key, ())),
        )
        for place in guarded_by_config(config).places
    ]


def test_a_branch_leads_to_every_unit(config: Config) -> None:
    """Each unit but the root hangs on one line, which ends at its box."""
    root = ElementTree.fromstring(drawn(config))  # noqa: S314
    boxes = [each for each in root.iter(f"{SVG}rect") if each.get("class") == "box"]
    ends = [each.get("d", "").rpartition("H")[2] for each in root.iter(f"{SVG}path")]
    assert ends == [each.get("x") for each in boxes][1:]


def test_it_fits_into_the_readme() -> None:
    """The picture of the shipped configuration is small, and the README shows it."""
    root = ElementTree.fromstring(drawn(load(CONFIGURATIONS["default"])))  # noqa: S314
    assert int(root.get("height", "0")) <= HIGHEST
    assert int(root.get("width", "0")) <= WIDEST
    assert "(docs/reference/units.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
