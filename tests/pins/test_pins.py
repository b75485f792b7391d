"""No upgrade replaces, renames or lets go what the last release made, unless somebody says why.

The pins are of the examples, which a fork need not edit. A release renews them:
`python -m pytest tests/pins --snapshot-update`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from baseline.checks.stacks import read_stacks
from baseline.review.pins import pinned, stacks_of
from baseline.review.upgrade import upgrade
from tests.assemblies import assembly

HERE = Path(__file__).parent
PINNED = ("try", "eu")


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def _dangers(pins: Any, name: str) -> list[str]:
    stacks = read_stacks(assembly(name).folder)
    return [str(change) for change in upgrade(stacks_of(pins), stacks) if change.is_dangerous]


@pytest.mark.parametrize("name", PINNED)
def test_an_upgrade_keeps_what_is_pinned(name: str, request: pytest.FixtureRequest) -> None:
    """Every danger against the last release's pins is acknowledged with a reason."""
    if request.config.getoption("update_snapshots"):
        text = yaml.safe_dump(pinned(read_stacks(assembly(name).folder)), sort_keys=False)
        (HERE / f"{name}.yaml").write_text(text, encoding="utf-8")
    acknowledged = _read("acknowledged")
    assert all(str(reason).strip() for reason in acknowledged.values())
    assert [line for line in _dangers(_read(name), name) if line not in acknowledged] == []


@pytest.mark.parametrize("name", PINNED)
def test_a_pin_holds(name: str) -> None:
    """Each pinned resource that were missing, renamed or unprotected would be seen."""
    pins = _read(name)
    count = 0
    for stack, pin in pins.items():
        for logical_id, resource in pin["Resources"].items():
            count += 1
            other = {**resource, "DeletionPolicy": "Delete"}
            changed = {**pin, "Resources": {logical_id: other, "Gone": resource}}
            lines = _dangers({**pins, stack: changed}, name)
            assert [line.partition(":")[0] for line in lines] == [
                f"{stack}/{logical_id}",
                f"{stack}/Gone",
            ]
    assert count > 5
