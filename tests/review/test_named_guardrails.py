"""A difference names the guardrail that decides each action, and no work that goes on."""

from __future__ import annotations

from baseline.guardrails import CATALOGUE, GuardrailContext
from baseline.policy.actions import known_actions
from baseline.policy.patterns import action_in
from tests.review.test_guardrail_diff import changes, guarded

CONTEXT = GuardrailContext("aws", "baseline", ("eu-west-1",))
FOR_EVERYBODY = ("deny_leave_organization", "deny_region_opt_in", "protect_account_settings")


def test_each_action_by_its_own_guardrail() -> None:
    """Guardrails that speak of all resources and everybody are not taken for one another."""
    statements = {name: CATALOGUE[name].statements(CONTEXT)[0] for name in FOR_EVERYBODY}
    told = {
        each.guardrail: each.actions for each in changes(guarded(), guarded(*statements.values()))
    }
    assert told == {
        name: tuple(
            sorted(
                action.name
                for action in known_actions().values()
                if action_in(tuple(statement["Action"]), action.name)
            )
        )
        for name, statement in statements.items()
    }


def test_names_of_stack_sets_stop_no_work_on_other_stacks() -> None:
    """An id that AWS makes holds no other stack's name, so no guardrail of ours is told to stop."""
    statement = CATALOGUE["protect_baseline_resources"].statements(CONTEXT)
    found = changes(guarded(), guarded(*statement))
    assert {each.guardrail for each in found} == {"protect_baseline_resources"}
    assert {name for each in found for name in each.stops} == set()
