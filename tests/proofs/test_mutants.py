"""What is wrong in an organization breaks the promise that speaks of it."""

from __future__ import annotations

import pytest

from baseline.policy.decide import Level, Request, Verdict, decide, decide_identity
from baseline.promises.read import shipped
from baseline.promises.subject import Subject
from tests.proofs.mutants import MUTANTS, SHIPPED, Mutant

ADMINISTRATOR_ACCESS = Level(
    "AdministratorAccess",
    [
        {
            "Version": "2012-10-17",
            "Statement": [{"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}],
        }
    ],
)
"""AWS's own policy, attached beside a group's: what is denied must be denied even so."""


def _decided(subject: Subject, mutant: Mutant, request: Request) -> Verdict:
    kind, _, name = mutant.place.partition(" ")
    if kind == "group":
        beside = (ADMINISTRATOR_ACCESS,) if mutant.promise == "without-mfa" else ()
        return decide_identity((*subject.identity[name], *beside), request)
    if kind == "role":
        trusted = [
            {**{key: each[key] for key in each if key != "Principal"}, "Resource": "*"}
            for each in subject.trusts[name]["Statement"]
        ]
        document = {"Version": "2012-10-17", "Statement": trusted}
        return decide_identity([Level(name, [document])], request)
    if {each.name: each.kind for each in shipped().promises}[mutant.promise] == "rcp":
        return decide((), request, subject.resource_levels(mutant.place))
    return decide(subject.levels(mutant.place), request)


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=list(MUTANTS))
def test_a_person_can_see_it(mutant: Mutant) -> None:
    """The request is decided otherwise than in the shipped organization."""
    assert mutant.request is not None
    shipped = _decided(SHIPPED, mutant, mutant.request)
    changed = _decided(mutant.mutate(SHIPPED), mutant, mutant.request)
    assert (shipped.denied, shipped.sid) != (changed.denied, changed.sid)
    assert shipped.denied != changed.denied


def test_there_are_many() -> None:
    """At least 40 things that can be wrong are known, each told in its own words."""
    assert len(MUTANTS) >= 40
    assert len({each.story for each in MUTANTS.values()}) == len(MUTANTS)
