"""The list, the description and the picture of guardrails say what the configuration has."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from baseline.config import Config, load
from baseline.config.guardrail_context import guardrail_context
from baseline.config.rollout import rollout_of
from baseline.errors import BaselineError
from baseline.guardrails import CATALOGUE, SHIPPED
from baseline.guardrails.bundles import policies_for_targets
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import quotas_of
from baseline.guardrails.resource.model import LONGEST_ORGANIZATION
from baseline.guardrails.rollout import rolled_out, with_rollout
from baseline.policy.documents import size_chars
from baseline.review.description import described
from baseline.review.inventory import attached_to, inventory
from baseline.review.picture import drawn
from baseline.review.rollout_description import ROLLED_OUT, as_json, description_of
from tests.assemblies import CONFIGURATIONS, ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def config(request: pytest.FixtureRequest) -> Config:
    """Each configuration in turn."""
    return load(CONFIGURATIONS[request.param])


def test_every_policy_is_listed_with_its_room(config: Config) -> None:
    """Sizes and counts are those of the policies, and nothing is over its quota."""
    controls = policies_for_targets(config.guardrails_by_target(), guardrail_context(config))
    policies = with_rollout(controls, rollout_of(config), LONGEST_ORGANIZATION)
    rows = inventory(config)
    assert [row.policy for row in rows] == [each.name for of in policies.values() for each in of]
    sizes = [size_chars(each.document) for of in policies.values() for each in of]
    assert [row.size_chars for row in rows] == sizes
    for row in rows:
        quotas = quotas_of(PolicyType(row.policy_type))
        assert row.chars_left == quotas.policy_chars - row.size_chars >= 0
        assert row.attachments_left == quotas.attachments - row.attached >= 0


def test_every_attached_guardrail_is_listed_once(config: Config) -> None:
    """The guardrails of a target's rows are those of the configuration."""
    listed = [(row.target, name) for row in inventory(config) for name in row.guardrails]
    assert sorted(listed) == sorted(
        (path, name) for name in (*CATALOGUE, *ROLLED_OUT) for path in attached_to(config, name)
    )
    assert len(listed) == _attachments(config)


def _attachments(config: Config) -> int:
    rollout = rollout_of(config)
    assert rollout is not None
    targets = config.guardrails_by_target().values()
    return sum(map(len, targets)) + len(rolled_out(rollout))


@pytest.mark.parametrize("name", ROLLED_OUT)
def test_a_description_of_what_is_rolled_out_is_whole(name: str) -> None:
    """Why, cost, source, place and content are there, whether the file asks for it or not."""
    shipped = load(ROOT / "examples/default.yaml")
    told = description_of(name, shipped)
    text = described(name, shipped)
    for part in (told.why, told.breaks, told.source):
        assert part in " ".join(text.split())
    assert text.endswith(as_json(told))
    assert f"attached to {', '.join(attached_to(shipped, name)) or 'nothing'})" in text


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_description_is_whole(name: str) -> None:
    """Why, cost, source, denials and every statement of a guardrail are there."""
    shipped = load(ROOT / "examples/default.yaml")
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
        described("deny_leave_organisation", load(ROOT / "examples/default.yaml"))
    assert str(refused.value) == (
        "guardrails: no such guardrail (got deny_leave_organisation); "
        "did you mean deny_leave_organization?"
    )


def test_the_picture_shows_each_guardrail_and_unit(config: Config) -> None:
    """Every name is written once, and a full dot stands for each attachment."""
    root = ElementTree.fromstring(drawn(config))  # noqa: S314
    texts = [each.text for each in root.iter(f"{SVG}text")]
    paths = [each.path for each in config.placed_units()]
    for name in (*SHIPPED, *ROLLED_OUT, "the root", *paths):
        assert texts.count(name) == 1 or name in {each.bundle for each in CATALOGUE.values()}
    here = [each for each in root.iter(f"{SVG}circle") if each.get("class") == "here"]
    assert len(here) == _attachments(config) + len(["legend"])


def test_the_picture_shows_what_holds_from_above(config: Config) -> None:
    """A hollow dot stands for each guardrail that a unit has from above and not by itself."""
    targets = config.guardrails_by_target()
    everywhere = {name for name in ROLLED_OUT if attached_to(config, name) == ["root"]}
    above: dict[str | None, set[str]] = {None: set(targets["root"]) | everywhere}
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
