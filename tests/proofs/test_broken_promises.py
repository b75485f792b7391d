"""Each mutant breaks the promise that speaks of it, and no promise is broken without one."""

from __future__ import annotations

import pytest

from baseline.promises.prove import prove
from baseline.promises.read import shipped
from tests.proofs.mutants import MUTANTS, SHIPPED, Mutant

UNKNOWN = frozenset({"wildcard_after_the_user_name"})
"""Its pattern holds the user's name beside a wildcard, which the engine refuses to prove about. No
answer stops a synthesis as a broken promise does."""


def test_the_shipped_organization_breaks_none() -> None:
    """What the mutants are made from keeps every promise."""
    broken = {each.promise.name for each in prove(SHIPPED, shipped()) if each.failures}
    assert broken == set()


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=list(MUTANTS))
def test_each_breaks_its_promise(mutant: Mutant) -> None:
    """The promise that speaks of it is not proved any more, but broken by a request."""
    (outcome,) = prove(mutant.mutate(SHIPPED), shipped(), [mutant.promise])
    assert outcome.state == ("unknown" if mutant.name in UNKNOWN else "broken")
