"""The picture of the events' way shows what the templates create."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from baseline.review.data_flow import drawn
from tests.assemblies import assembly

_TEXT = "{http://www.w3.org/2000/svg}text"


def _texts(picture: str) -> list[str]:
    # Made here a moment ago, so nothing in it can be hostile.
    return [each.text or "" for each in ElementTree.fromstring(picture).iter(_TEXT)]  # noqa: S314


def test_every_name_is_a_resources() -> None:
    """Each name in a box that begins with the prefix is the name of something in a template."""
    made = assembly("try")
    stacks = ("LogArchive", "Audit")
    templates = "".join(json.dumps(made.resources(stack)) for stack in stacks)
    shown = [each.removesuffix("…").replace("ACCOUNT", "") for each in _texts(drawn(made.config))]
    names = [each for each in shown if each.startswith(("baseline-", "alias/", "/baseline"))]
    assert len(names) >= 8
    assert [name for name in names if name not in templates] == []


def test_days_are_the_configurations() -> None:
    """How long events are kept is told as the configuration says."""
    config = assembly("default").config
    texts = _texts(drawn(config))
    assert f"kept {config.log_archive.retention_days} days" in texts
    assert f"kept {config.trail.log_group_retention_days} days" in texts
    assert "nobody is told yet" in texts


def test_nothing_is_drawn_that_is_switched_off() -> None:
    """Without CloudWatch Logs there is no alarm and no operations key, and no line leads there."""
    config = assembly("default").config
    trail = config.trail.model_copy(update={"cloudwatch_logs": False})
    picture = drawn(config.model_copy(update={"trail": trail}))
    assert {"Trail", "Log bucket", "Audit key"} <= set(_texts(picture))
    assert not {"Log group", "Alarms", "Topic", "Operations key"} & set(_texts(picture))
    assert picture.count("polyline") == 4
