"""Regions must exist, agree on a partition, and let the stacks live where they are."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft, Named
from baseline.config.problem import Complaint
from baseline.config.regions import PARTITIONS, must_be_opted_into, partition_by_region
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown, suggestion


def region_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the home region, each allowed region, and how they go together."""
    allowed, home = draft.allowed_regions, draft.home_region
    for region in (home, *allowed):
        if region is not None and region.text not in partition_by_region():
            yield _unknown(region)
    yield from repeat_complaints(allowed, "must name each region once", "remove one of the two")
    yield from _other_partition(draft)
    if home is not None and home.text in partition_by_region():
        yield from _home_to_opt_into(home)
    known = all(region.text in partition_by_region() for region in (*allowed, home) if region)
    if home is not None and allowed and known:
        yield from _home_outside(home, allowed)


def _unknown(region: Named) -> Complaint:
    return Complaint(
        loc=region.loc,
        rule=f"must be a region of {', '.join(PARTITIONS[:-1])} or {PARTITIONS[-1]}",
        got=shown(region.text),
        remedy=suggestion(region.text, partition_by_region(), "write it like 'eu-west-1'"),
    )


def _home_to_opt_into(home: Named) -> Iterator[Complaint]:
    """A member account sends a trail nothing while the trail's home is not enabled there.

    Source: AWS CloudTrail user guide, "Creating a trail for an organization", read 2026-11-30.
    """
    if must_be_opted_into(home.text):
        yield Complaint(
            loc=home.loc,
            rule="must be enabled in every account by default, or the trail lacks the accounts "
            "that have not opted into it",
            got=shown(home.text),
            remedy="choose a home like 'eu-central-1'; the other may be an allowed region",
        )


def _home_outside(home: Named, allowed: tuple[Named, ...]) -> Iterator[Complaint]:
    if home.text not in {each.text for each in allowed}:
        yield Complaint(
            loc=home.loc,
            rule="must be one of the allowed regions",
            got=shown(home.text),
            remedy=f"add {shown(home.text)} to allowed_regions or choose another home",
        )


def _other_partition(draft: Draft) -> Iterator[Complaint]:
    known = [
        each
        for each in (draft.home_region, *draft.allowed_regions)
        if each is not None and each.text in partition_by_region()
    ]
    if not known:
        return
    partition = partition_by_region()[known[0].text]
    for region in known[1:]:
        other = partition_by_region()[region.text]
        if other != partition:
            yield Complaint(
                loc=region.loc,
                rule=f"must be in the partition of {shown(known[0].text)}, {partition}",
                got=f"{shown(region.text)} in {other}",
                remedy="keep each partition in a configuration of its own",
            )
