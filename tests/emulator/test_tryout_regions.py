"""The regions that a try-out prepares for the CDK CLI."""

from __future__ import annotations

import pytest

from baseline.config import Config
from emulator.tryout.deployment import regions
from tests.config.files import small


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("us-east-1", ["us-east-1"]),
        ("eu-west-1", ["eu-west-1", "us-east-1"]),
        ("cn-north-1", ["cn-north-1", "cn-northwest-1"]),
        ("us-gov-west-1", ["us-gov-west-1"]),
    ],
)
def test_every_region_of_a_stack_is_prepared_once(home: str, expected: list[str]) -> None:
    """The home region and that of billing, where there is one, each once."""
    config = Config.model_validate(small(home_region=home, allowed_regions=[home]))
    assert regions(config) == expected
