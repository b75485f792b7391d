"""Reads the setting `units`: whether every unit, ours or not, stands where its names lead."""

from __future__ import annotations

from baseline.live.observed import Observed, Question
from baseline.runtime.run import Run
from baseline.runtime.settings import units
from baseline.runtime.unit_tree import UnitTree, units_of


def read_units(question: Question) -> Observed:
    """Read the ids of the existing units, and which of all units are where they should be."""
    session, desired = question.clients.session, question.desired
    existing = units.read(session, desired)
    wanted = units_of(desired)
    tree = UnitTree(Run(), question.clients["organizations"], question.organization.root_id)
    return Observed(
        properties={
            "RootId": question.organization.root_id,
            "Units": [
                unit for unit in desired["Units"] if tree.find(wanted, unit["Key"]) is not None
            ],
        },
        attributes=existing,
    )
