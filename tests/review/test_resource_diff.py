"""What a change does to resource control policies is told by whom it lets in or keeps away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from baseline.checks.stacks import read_stacks
from baseline.config import load
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.policy.documents import Document, document, values
from baseline.review.guarded import (
    AttachedPolicy,
    Guarded,
    Place,
    guarded_by_config,
    guarded_by_stacks,
)
from baseline.review.guardrail_changes import GuardrailChange
from baseline.review.guardrail_diff import compare, compared, unjudged
from baseline.review.guardrail_report import MOST_LINES, as_markdown
from tests.assemblies import CONFIGURATIONS, assembly
from tests.review.test_guardrail_diff import CASES

BASE = guarded_by_config(load(CASES / "old.yaml"))
OUTSIDE, TRANSPORT, DEPUTY = (
    RESOURCE_GUARDRAILS[name].statements(ResourceContext())[0]
    for name in ("deny_outside_identities", "deny_insecure_transport", "deny_confused_deputy")
)


def _without(service: str, guarded: Guarded) -> Guarded:
    """Take a service from every resource control policy of an organization."""
    return replace(
        guarded,
        resource_policies={
            target: tuple(AttachedPolicy(each.name, _spared(each.document, service)) for each in of)
            for target, of in guarded.resource_policies.items()
        },
    )


def _spared(policy: Document, service: str) -> Document:
    kept: list[Any] = []
    for each in policy["Statement"]:
        others = [name for name in values(each["Action"]) if not name.startswith(f"{service}:")]
        kept.append({**each, "Action": others})
    return document(*kept)


def reaching(*statements: Any) -> Guarded:
    """An organization with nothing but one resource control policy on its root."""
    policy = AttachedPolicy("policy", document(*statements))
    root = Place("root", "root", ("root",))
    return Guarded("baseline", "eu-west-1", (root,), {}, {}, {"root": (policy,)})


def _changes(old: Guarded, new: Guarded) -> list[GuardrailChange]:
    found = compare(old, new)
    assert all(place.of_resources and not place.unknown for place in found)
    return [change for place in found for change in place.changes]


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("partner_added", BASE, guarded_by_config(load(CASES / "partner_added.yaml"))),
        ("service_taken", BASE, _without("sqs", BASE)),
        (
            "rollout_widened",
            guarded_by_config(load(CASES / "staged.yaml")),
            guarded_by_config(load(CASES / "rollout_widened.yaml")),
        ),
    ],
    ids=["partner-added", "service-taken", "rollout-widened"],
)
def test_told_as_reviewed(
    case: str, old: Guarded, new: Guarded, request: pytest.FixtureRequest
) -> None:
    """A change of resource control policies is told in the reviewed words."""
    told = as_markdown(compare(old, new), unjudged(old, new), compared(old, new))
    reviewed = CASES / f"{case}.md"
    if request.config.getoption("update_snapshots"):
        reviewed.write_text(told, encoding="utf-8")
    assert told == reviewed.read_text(encoding="utf-8")
    assert len(told.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_assembly_has_the_policies_of_its_file(name: str) -> None:
    """Read from what CDK wrote, resource control policies decide what those of the file do."""
    by_file = guarded_by_config(load(CONFIGURATIONS[name]))
    by_stacks = guarded_by_stacks(read_stacks(assembly(name).folder))
    assert by_file.resource_policies
    assert by_stacks.resource_policies == by_file.resource_policies
    assert as_markdown(compare(by_file, by_stacks)) == ""


@pytest.mark.parametrize(
    "statements",
    [
        [TRANSPORT, DEPUTY, OUTSIDE],
        [{**OUTSIDE, "Action": each} for each in OUTSIDE["Action"]] + [DEPUTY, TRANSPORT],
        [OUTSIDE, DEPUTY, TRANSPORT, {**TRANSPORT, "Sid": "Same", "Action": "kms:RetireGrant"}],
        [
            OUTSIDE,
            DEPUTY,
            *(
                {**TRANSPORT, "Condition": each}
                for each in (
                    {"Bool": {"aws:SecureTransport": "false"}},
                    {"Null": {"aws:SecureTransport": "true"}},
                )
            ),
        ],
    ],
    ids=["reordered", "by-action", "never-bound", "by-presence"],
)
def test_equal_decisions_are_an_empty_page(statements: list[Any]) -> None:
    """Statements written otherwise print nothing if they keep the same callers away."""
    old, new = reaching(OUTSIDE, DEPUTY, TRANSPORT), reaching(*statements)
    for before, after in ((old, new), (new, old)):
        assert as_markdown(compare(before, after)) == ""


def test_no_resource_control_policy_binds_one_action() -> None:
    """AWS lets kms:RetireGrant pass, so a change of it alone is none."""
    retire = {**TRANSPORT, "Action": "kms:RetireGrant"}
    assert compare(reaching(), reaching(retire)) == []
    (change,) = _changes(reaching(), reaching({**retire, "Action": "kms:Re*Grant"}))
    assert change.actions == ("kms:RevokeGrant",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([], [TRANSPORT], (True, "everybody", ("aws:SecureTransport is false (no TLS)",))),
        ([], [OUTSIDE], (True, "everybody outside the organization but AWS services", ())),
        ([DEPUTY], [], (False, "AWS services on behalf of accounts outside the organization", ())),
        (
            [OUTSIDE],
            [{**OUTSIDE, "Condition": {**OUTSIDE["Condition"], "BoolIfExists": {}}}],
            (True, "AWS services", ("aws:PrincipalOrgID is not o-exampleorgid",)),
        ),
    ],
    ids=["no-tls", "outsiders", "deputies", "services-forgotten"],
)
def test_who_is_let_in_or_kept_away(old: list[Any], new: list[Any], told: tuple[Any, ...]) -> None:
    """The callers are told in words: outsiders, AWS services and for whom, partners."""
    (change,) = _changes(reaching(*old), reaching(*new))
    assert (change.denied, change.who, change.keys) == told


def test_a_partner_is_told_from_other_outsiders() -> None:
    """With a partner named, both who is let in and who is still kept away are told by account."""
    partner = ResourceContext(partner_accounts=("444455556666",))
    (named,) = RESOURCE_GUARDRAILS["deny_outside_identities"].statements(partner)
    (change,) = _changes(reaching(OUTSIDE), reaching(named))
    assert change.who == "the account 444455556666 outside the organization"
    (change,) = _changes(reaching(), reaching(named))
    assert change.who == (
        "everybody outside the organization but the account 444455556666 and AWS services"
    )


def test_work_that_must_go_on_comes_first() -> None:
    """A policy that forgets AWS services, or the organization, is told with what it stops."""
    services = {**OUTSIDE, "Condition": {**OUTSIDE["Condition"], "BoolIfExists": {}}}
    (change,) = _changes(reaching(OUTSIDE), reaching(services))
    assert change.stops == ("services-and-federation",)
    (change,) = _changes(reaching(), reaching({**OUTSIDE, "Condition": {}}))
    assert {"cdk-bootstrap", "services-and-federation"} <= set(change.stops)
    assert _changes(reaching(), reaching(OUTSIDE))[0].stops == ()


def test_what_is_protected_and_opened() -> None:
    """Whoever lets outsiders in again opens the log bucket, as far as its own policy does."""
    (change,) = _changes(reaching(OUTSIDE), reaching())
    assert "arn:aws:s3:::baseline-logs-*" in change.opens


def test_text_beside_a_variable_is_not_judged() -> None:
    """Text beside a variable leaves a change open, which a line says; a whole part is judged."""
    odd = {**OUTSIDE, "Resource": "arn:aws:s3:::${aws:PrincipalAccount}-*"}
    (place,) = compare(reaching(), reaching(odd))
    assert any("no whole part of a path" in each for each in place.unknown)
    whole = {**OUTSIDE, "Resource": "arn:aws:s3:::logs/${aws:PrincipalAccount}/*"}
    (place,) = compare(reaching(), reaching(whole))
    assert len(place.changes) == 1
    assert not any("no whole part of a path" in each for each in place.unknown)
