"""Each mutant breaks the promise that speaks of it, and no promise is broken without one."""

from __future__ import annotations

import pytest

from baseline.policy.actions import known_actions
from baseline.policy.proof.questions import Broken, Unknown
from baseline.policy.request import Request
from baseline.promises.prove import prove
from baseline.promises.read import shipped
from baseline.promises.report import lines
from tests.proofs.mutants import MUTANTS, SHIPPED, Mutant


def test_the_shipped_organization_breaks_none() -> None:
    """What the mutants are made from keeps every promise."""
    broken = {each.promise.name for each in prove(SHIPPED, shipped()) if each.failures}
    assert broken == set()


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=list(MUTANTS))
def test_each_breaks_its_promise(mutant: Mutant) -> None:
    """The promise that speaks of it is broken, never left open, by what a person can read."""
    (outcome,) = prove(mutant.mutate(SHIPPED), shipped(), [mutant.promise])
    assert outcome.state == "broken"
    assert [each for each in outcome.failures if isinstance(each.answer, Unknown)] == []
    told = [each.answer.request for each in outcome.failures if isinstance(each.answer, Broken)]
    assert [request for request in told if not _is_readable(request)] == []
    assert [line for line in lines(outcome) if " (got " not in line] == []
    if mutant.name != "action_of_tomorrow":
        assert {each.action.lower() for each in told} <= known_actions().keys()


def _is_readable(request: Request) -> bool:
    """Say whether every ARN has a partition, a region and an account that people know."""
    texts = (request.resource, *map(str, request.context.values()))
    arns = [each.split(":") for each in texts if each.startswith("arn:")]
    return all(
        (each[1], each[4]) in (("aws", ""), ("aws", "111122223333"))
        and each[3] in ("", "eu-central-1", "us-east-1")
        for each in arns
    )
