"""No statement of a shipped policy could be left out: each keeps a promise alone."""

from __future__ import annotations

import pytest

from baseline.guardrails import SHIPPED as GUARDRAILS
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.identity import GROUPS
from baseline.promises.prove import prove
from baseline.promises.read import shipped
from tests.proofs.mutants import SHIPPED
from tests.proofs.mutants.removals import Removal, removals

REMOVALS = removals(SHIPPED)


@pytest.mark.parametrize("removal", REMOVALS.values(), ids=list(REMOVALS))
def test_it_is_missed(removal: Removal) -> None:
    """Without it a promise is broken by a request."""
    assert any(each.state == "broken" for each in prove(removal(SHIPPED), shipped()))


def test_every_policy_is_there() -> None:
    """Statements are taken out of every guardrail of both kinds, every group, and the trust."""
    sids = {each.rpartition(" ")[2] for each in REMOVALS}
    assert {each.sid for each in GUARDRAILS.values()} <= sids
    assert {each.sid for each in RESOURCE_GUARDRAILS.values()} <= sids
    policies = {policy.name for group in GROUPS.values() for policy in group.policies}
    assert policies <= {each.partition(" ")[0] for each in REMOVALS}
    assert "trust of break-glass UsersWithFreshMFA" in REMOVALS
