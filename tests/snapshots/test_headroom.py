"""How much room the quotas leave in every configuration, held against what was reviewed."""

from __future__ import annotations

import pytest

from baseline.config import load
from baseline.review.inventory import inventory
from tests.assemblies import CONFIGURATIONS
from tests.snapshots.test_snapshots import compare


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_headroom_is_the_reviewed_one(name: str, request: pytest.FixtureRequest) -> None:
    """A policy that grows, or a target that gets another one, is a visible line."""
    lines = [
        f"{row.policy}: {row.size_chars} characters, {row.chars_left} left; "
        f"{row.target} takes {row.attachments_left} more policies\n"
        for row in inventory(load(CONFIGURATIONS[name]))
    ]
    update = bool(request.config.getoption("update_snapshots"))
    compare(f"{name}/headroom", ".txt", {"guardrails": "".join(lines)}, update=update)
