"""The list, the description and the picture of guardrails say what the configuration has."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from baseline.config import Config, load
from baseline.errors import BaselineError
from baseline.guardrails import CATALOGUE
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.quotas import IN_FORCE
from baseline.policy.documents import size_chars
from baseline.review.description import described
from baseline.review.guarded import guardrail_context
from baseline.review.inventory import attached_to, inventory
from baseline.review.picture import drawn
from tests.assemblies import CONFIGURATIONS, ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def config(request: pytest.FixtureRequest) -> Config:
    """Each configuration in turn."""
    return load(CONFIGURATIONS[request.param])


def test_every_policy_is_listed_with_its_room(config: Config) -> None:
    """Sizes and counts are those of the policies, and nothing is over its quota."""
    policies = policies_for_targets(config.guardrails_by_target(), guardrail_context(config))
    rows = inventory(config)
    assert [row.policy for row in rows] == [each.name for of in policies.values() for each in of]
    sizes = [size_chars(each.document) for of in policies.values() for each in of]
    assert [row.size_chars for row in rows] == sizes
    for row in rows:
        assert row.chars_left == IN_FORCE.policy_chars - row.size_chars >= 0
        assert row.attachments_left == IN_FORCE.attachments - row.attached >= 0


def test_every_attached_guardrail_is_listed_once(config: Config) -> None:
    """The guardrails of a target's rows are those of the configuration."""
    listed = [(row.target, name) for row in inventory(config) for name in row.guardrails]
    assert sorted(listed) == sorted(
        (path, name) for name in CATALOGUE for path in attached_to(config, name)
    )
    assert len(listed) == sum(map(len, config.guardrails_by_target().values()))


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_description_is_whole(name: str) -> None:
    """Why, cost, source, denials and every statement of a guardrail are there."""
    shipped = load(ROOT / "baseline.yaml")
    text = described(name, shipped)
    flat = " ".join(text.split())
    for part in (CATALOGUE[name].why, CATALOGUE[name].breaks, CATALOGUE[name].source):
        assert part in flat
    for statement in CATALOGUE[name].statements(guardrail_context(shipped)):
        assert f'"Sid": "{statement["Sid"]}"' in text
    assert {path for path in attached_to(shipped, name) if path not in text} == set()


def test_a_misspelt_guardrail() -> None:
    """A name that is nearly right is answered with the right one."""
    with pytest.raises(BaselineError) as refused:
        described("deny_leave_organisation", load(ROOT / "baseline.yaml"))
    assert str(refused.value) == (
        "guardrails: no such guardrail (got deny_leave_organisation); "
        "did you mean deny_leave_organization?"
    )


def test_the_picture_shows_each_guardrail_and_unit(config: Config) -> None:
    """Every name is written once, and a full dot stands for each attachment."""
    root = ElementTree.fromstring(drawn(config))  # noqa: S314
    texts = [each.text for each in root.iter(f"{SVG}text")]
    paths = [each.path for each in config.placed_units()]
    for name in (*CATALOGUE, "the root", *paths):
        assert texts.count(name) == 1 or name in {each.bundle for each in CATALOGUE.values()}
    here = [each for each in root.iter(f"{SVG}circle") if each.get("class") == "here"]
    attachments = sum(map(len, config.guardrails_by_target().values()))
    assert len(here) == attachments + len(["legend"])


def test_the_picture_shows_what_holds_from_above(config: Config) -> None:
    """A hollow dot stands for each guardrail that a unit has from above and not by itself."""
    targets = config.guardrails_by_target()
    above: dict[str | None, set[str]] = {None: set(targets["root"])}
    expected = 0
    for placed in config.placed_units():
        inherited, own = above[placed.parent_key], set(placed.unit.guardrails)
        expected += len(inherited - own)
        above[placed.unit.key] = inherited | own
    root = ElementTree.fromstring(drawn(config))  # noqa: S314
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("class") == "above"]
    assert len(dots) == expected + len(["legend"])


def test_the_picture_reads_everywhere(config: Config) -> None:
    """Everything lies inside the picture; it has a title, a description and a dark look."""
    text = drawn(config)
    root = ElementTree.fromstring(text)  # noqa: S314
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    for each in root.iter():
        assert 0 <= float(each.get("x", each.get("cx", "0"))) <= width
        assert 0 <= float(each.get("y", each.get("cy", "0"))) <= height
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert "prefers-color-scheme: dark" in text
    assert re.findall(r"url\(|@import|href", text) == []
