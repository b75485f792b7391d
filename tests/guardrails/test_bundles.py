"""Guardrails become policies: one per target and theme, stable under edits elsewhere."""

from __future__ import annotations

import pytest

from baseline.guardrails import CATALOGUE, GuardrailContext
from baseline.guardrails.bundles import policies_for, policies_for_targets
from baseline.guardrails.themes import BUNDLES
from tests.guardrails.decision_table import CONTEXT, GUARDRAILS


def test_policies_are_named_by_prefix_target_and_theme() -> None:
    """A policy's name tells whose it is, where it is attached and what it is about."""
    policies = policies_for("root", GUARDRAILS["root"], CONTEXT)
    assert [policy.name for policy in policies] == [
        "baseline-root-organization",
        "baseline-root-identity",
        "baseline-root-protection",
    ]
    assert {policy.target_key for policy in policies} == {"root"}


def test_a_policy_holds_the_statements_of_its_guardrails() -> None:
    """Every statement of every chosen guardrail is in the policy of its theme, once."""
    identity = policies_for("root", GUARDRAILS["root"], CONTEXT)[1]
    assert [statement["Sid"] for statement in identity.document["Statement"]] == [
        "DenyMemberRootUser",
        "ProtectBaselineRoles",
        "ProtectBaselineRolesNamedByAWS",
    ]
    assert identity.document["Version"] == "2012-10-17"


def test_a_target_without_guardrails_has_no_policy() -> None:
    """A unit that names no guardrail gets nothing attached."""
    assert policies_for("infrastructure", (), CONTEXT) == ()


def test_order_and_repetition_of_names_change_nothing() -> None:
    """Sorting or repeating the names in a configuration leaves the policies as they are."""
    names = GUARDRAILS["root"]
    assert policies_for("root", (*reversed(names), names[0]), CONTEXT) == policies_for(
        "root", names, CONTEXT
    )


@pytest.mark.parametrize("target", GUARDRAILS)
@pytest.mark.parametrize("extra", CATALOGUE)
def test_an_edit_to_one_target_changes_no_other(target: str, extra: str) -> None:
    """Adding a guardrail to one target, or taking one away, leaves all other policies alone."""
    before = policies_for_targets(GUARDRAILS, CONTEXT)
    for names in ((*GUARDRAILS[target], extra), GUARDRAILS[target][1:]):
        after = policies_for_targets({**GUARDRAILS, target: names}, CONTEXT)
        changed = {key for key in before if before[key] != after[key]}
        assert changed <= {target}


@pytest.mark.parametrize("extra", CATALOGUE)
def test_an_edit_changes_only_the_policy_of_its_theme(extra: str) -> None:
    """Adding a guardrail changes the policy of its own theme and keeps the others byte for byte."""
    before = {each.bundle: each for each in policies_for("root", GUARDRAILS["root"], CONTEXT)}
    after = {
        each.bundle: each for each in policies_for("root", (*GUARDRAILS["root"], extra), CONTEXT)
    }
    changed = {bundle for bundle in after if before.get(bundle) != after[bundle]}
    assert changed <= {CATALOGUE[extra].bundle}


def test_a_region_more_changes_only_the_region_policies() -> None:
    """Allowing another region touches the policies about regions and nothing else."""
    wider = GuardrailContext("aws", "baseline", (*CONTEXT.allowed_regions, "eu-north-1"))
    before = policies_for_targets(GUARDRAILS, CONTEXT)
    after = policies_for_targets(GUARDRAILS, wider)
    changed = {
        policy.bundle
        for target, policies in after.items()
        for old, policy in zip(before[target], policies, strict=True)
        if old != policy
    }
    assert changed == {"regions"}


def test_every_bundle_has_a_guardrail() -> None:
    """No theme is described that no guardrail belongs to."""
    assert {guardrail.bundle for guardrail in CATALOGUE.values()} == set(BUNDLES)
