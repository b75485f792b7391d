"""What edits of a configuration do to what is deployed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from baseline.checks.stacks import SynthesizedStack, read_stacks
from baseline.checks.stateful import NAMES
from baseline.checks.upgrade import upgrade
from baseline.config import Config, load
from tests.assemblies import CONFIGURATIONS, assembly, synthesized


def renamed_unit(config: Config) -> Config:
    """The first unit under another name."""
    first, *others = config.units
    named = first.model_copy(update={"name": "Renamed"})
    return config.model_copy(update={"units": (named, *others)})


def unit_in_the_middle(config: Config) -> Config:
    """A new unit between the first and the second."""
    first, *others = config.units
    new = first.model_copy(update={"key": "between", "name": "Between", "units": ()})
    return config.model_copy(update={"units": (first, new, *others)})


def moved_account(config: Config) -> Config:
    """The first account in another unit."""
    first, *others = config.accounts
    elsewhere = next(
        placed.unit.key for placed in config.placed_units() if placed.unit.key != first.unit
    )
    moved = first.model_copy(update={"unit": elsewhere})
    return config.model_copy(update={"accounts": (moved, *others)})


def other_regions(config: Config) -> Config:
    """One allowed region more."""
    return config.model_copy(update={"allowed_regions": (*config.allowed_regions, "eu-north-1")})


def other_prefix(config: Config) -> Config:
    """Another prefix."""
    return config.model_copy(update={"prefix": "other"})


def other_home(config: Config) -> Config:
    """Another home region."""
    return config.model_copy(
        update={"home_region": "us-west-2", "allowed_regions": ("us-west-2", "us-east-1")}
    )


@pytest.mark.parametrize(
    ("change", "danger"),
    [
        (renamed_unit, False),
        (unit_in_the_middle, False),
        (moved_account, False),
        (other_regions, False),
        (other_prefix, True),
        (other_home, True),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_edits_of_the_configuration(change: Callable[[Config], Config], danger: bool) -> None:
    """Everyday edits keep everything; another prefix or home region leaves it all behind."""
    config = load(CONFIGURATIONS["try"])
    old = read_stacks(assembly("try").folder)
    changes = upgrade(old, read_stacks(synthesized(change(config), nag=False).folder))
    assert any(each.is_dangerous for each in changes) is danger
    if danger:
        left = {
            f"{each.place}/{name.partition(' ')[0]}"
            for each in changes
            for names in each.left.values()
            for name in names
        }
        kept = {
            place
            for each in old
            for place, _ in each.resources(*NAMES)
            if change is other_prefix or each.region == config.home_region
        }
        assert {place for place in kept if "/" in place} <= left | _billing(old)


def _billing(stacks: list[SynthesizedStack]) -> set[str]:
    """What stands in us-east-1 whatever the home region."""
    return {
        place
        for each in stacks
        if each.name.startswith("Billing")
        for place, _ in each.resources(*NAMES)
    }
