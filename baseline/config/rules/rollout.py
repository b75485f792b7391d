"""What is rolled out must exist, stand once, and have a unit to be tried in."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft, Named
from baseline.config.problem import Complaint
from baseline.config.regions import partition_by_region
from baseline.config.rules.choices import choice_complaints
from baseline.config.rules.places import belongs
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.sections.rollout import STAGING_UNIT
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.guardrails.rollout import PARTITIONS


def rollout_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the keys `rollout`, `resource_controls` and `declarative`."""
    rollout = draft.rollout
    yield from choice_complaints(
        rollout.guardrails,
        RESOURCE_GUARDRAILS,
        "must be a known resource control guardrail",
        belongs,
    )
    yield from repeat_complaints(
        rollout.guardrails, "must name each guardrail once", "remove one of the two"
    )
    yield from repeat_complaints(
        rollout.partner_accounts, "must name each account once", "remove one of the two"
    )
    yield from repeat_complaints(
        rollout.tag_keys,
        "must differ from every other tag's key in more than case",
        "remove one of the two",
        same=str.lower,
    )
    if rollout.enforces_alone:
        yield Complaint(
            loc=("declarative", "enforce_imdsv2"),
            rule="must be false without require_imdsv2, or launches that say nothing are refused",
            got="true",
            remedy="write require_imdsv2: true, or remove it",
        )
    home = draft.home_region
    partition = partition_by_region().get(home.text) if home is not None else None
    if partition is not None and partition not in PARTITIONS:
        yield from _elsewhere(rollout.asked, partition)
    elif draft.units_known and rollout.is_staging:
        yield from _unit_missing(draft)


def _elsewhere(asked: tuple[Named, ...], partition: str) -> Iterator[Complaint]:
    for each in asked:
        yield Complaint(
            loc=each.loc,
            rule=f"must be left out in {partition}, where the baseline has none",
            got=f"a home region of {partition}",
            remedy="remove it",
        )


def _unit_missing(draft: Draft) -> Iterator[Complaint]:
    if STAGING_UNIT not in {unit.key.text for unit in draft.units if unit.key is not None}:
        yield Complaint(
            loc=("rollout",),
            rule=f"must be everywhere where no unit has the key {STAGING_UNIT}",
            got="staging",
            remedy=f"add the unit {STAGING_UNIT} to try policies in, or write rollout: everywhere",
        )
