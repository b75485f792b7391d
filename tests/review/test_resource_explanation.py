"""An explanation takes the account into account that holds what is called, and whoever calls."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.config import load
from baseline.errors import BaselineError
from baseline.guardrails.resource import RESOURCE_GUARDRAILS
from baseline.review.asked_callers import caller_named, outside_callers, partners
from baseline.review.explanation import Call, Explanation, explain
from baseline.review.guarded import MANAGEMENT, OUTSIDE, guarded_by_config
from baseline.review.witnesses import CALLERS_OWN
from tests.assemblies import ROOT
from tests.guardrails.resource_decision_table import RESOURCES, ResourceRow, callers, resource_rows
from tests.review.test_guardrail_diff import CASES

STAGED = guarded_by_config(load(ROOT / "examples/default.yaml"))
EVERYWHERE = guarded_by_config(load(CASES / "partner_added.yaml"))
"""Its one partner is the account 444455556666."""
BUCKET = RESOURCES["s3"]


def explained(
    action: str, caller: str, *, owner: str = "PolicyStaging", **options: Any
) -> list[Explanation]:
    """Explain a call from an account in Production on what an account elsewhere holds."""
    place = STAGED.unit("--unit", "Workloads/Production")
    held = STAGED.unit("--owner", owner, MANAGEMENT, OUTSIDE)
    call = Call(action, caller_named(caller, STAGED), "us-east-1", owner=held, **options)
    return explain(STAGED, place, call)


NAMED = {"our-role": "app-admin", **{each.name: each.name for each in outside_callers(EVERYWHERE)}}
"""The callers of the decision table whom a question can be about, by what they are called there."""


@pytest.mark.parametrize(
    "row",
    [each for each in resource_rows() if each.over in ("https", "http") and each.who in NAMED],
    ids=str,
)
def test_each_row_of_the_decision_table_is_explained(row: ResourceRow) -> None:
    """Where resource control policies hold, the row's statement is named, or none is."""
    call = Call(
        row.does,
        caller_named(NAMED[row.who], EVERYWHERE),
        "eu-west-1",
        RESOURCES[row.does.partition(":")[0]],
        is_encrypted=row.over == "https",
    )
    (answer,) = explain(EVERYWHERE, EVERYWHERE.unit("--unit", "Workloads"), call)
    assert answer.statement == row.denied_by
    assert (answer.outcome == "denied") == (row.denied_by is not None)


def test_the_callers_are_those_of_the_decision_table() -> None:
    """Each caller from outside calls in the table too, with the same of the keys that matter."""
    for name in NAMED.keys() - {"our-role"}:
        table = {k: v for k, v in callers()[name].items() if k.lower() in CALLERS_OWN}
        assert caller_named(name, EVERYWHERE).context() == table, name
    ours = caller_named("app-admin", EVERYWHERE).context()
    assert {**ours, "aws:PrincipalArn": callers()["our-role"]["aws:PrincipalArn"]} == (
        callers()["our-role"]
    )


@pytest.mark.parametrize(
    ("owner", "outcome", "held"),
    [
        ("PolicyStaging", "denied", "on what PolicyStaging holds"),
        ("Sandbox", "not denied", "on what Sandbox holds"),
        ("root", "not denied", "on what an account at the root holds"),
        ("management", "not denied", "on what the management account holds"),
        ("outside", "not denied", "on what an account outside the organization holds"),
    ],
)
def test_the_account_that_holds_the_resource_decides(owner: str, outcome: str, held: str) -> None:
    """Policies that are tried in one unit bind what its accounts hold, and nothing else."""
    (answer,) = explained("s3:GetObject", "other-organization", owner=owner, resource=BUCKET)
    assert answer.outcome == outcome
    assert f"called by a role of another organization {held}, is denied by" in answer.sentence


@pytest.mark.parametrize(
    ("caller", "options", "guardrail"),
    [
        ("other-organization", {}, "deny_outside_identities"),
        ("service-for-other-organization", {}, "deny_confused_deputy"),
        ("app-admin", {"is_encrypted": False}, "deny_insecure_transport"),
    ],
    ids=["outsider", "deputy", "no-tls"],
)
def test_a_denial_names_what_decided(caller: str, options: dict[str, Any], guardrail: str) -> None:
    """Statement, policy and unit are named, and the sentence ends with the guardrail's why."""
    (answer,) = explained("s3:GetObject", caller, resource=BUCKET, **options)
    expected = RESOURCE_GUARDRAILS[guardrail]
    assert (answer.guardrail, answer.statement) == (guardrail, expected.sid)
    assert answer.policy == "baseline-policy-staging-resource-control"
    assert answer.attached_to == "PolicyStaging"
    assert answer.sentence.endswith(expected.why)
    assert ("without TLS" in answer.sentence) == (guardrail == "deny_insecure_transport")


def test_both_kinds_of_policy_are_asked() -> None:
    """A member meets the policies above it and those above the resource, an outsider the latter."""
    log_bucket = "arn:aws:s3:::baseline-logs-1"
    for tls in (True, False):
        (denied,) = explained(
            "s3:PutBucketPolicy", "app-admin", resource=log_bucket, is_encrypted=tls
        )
        assert denied.statement == "ProtectLogBucket"
    (free,) = explained("s3:GetObject", "app-admin", resource=BUCKET)
    assert "no service control policy and no resource control policy" in free.sentence
    (outside,) = explained(
        "s3:PutBucketPolicy", "service-for-us", resource=log_bucket, owner="Sandbox"
    )
    assert outside.sentence.endswith(
        "is denied by no resource control policy; whether it is allowed is left to the policy of "
        "the resource."
    )


def test_accounts_of_load_balancers_are_no_partners() -> None:
    """The partner is the one that the file names, whatever accounts of AWS are let through."""
    eu = guarded_by_config(load(ROOT / "examples/eu.yaml"))
    (policy,) = eu.resource_policies["root"]
    assert "054676820928" in str(policy.document)
    assert partners(eu) == ["444455556666"]
    assert caller_named("partner", eu).context()["aws:PrincipalAccount"] == "444455556666"


def test_what_is_given_wins() -> None:
    """A key that is given replaces what the kind of caller or the transport would bring."""
    for key in ("aws:PrincipalOrgID", "aws:principalorgid"):
        keys = {key: "o-exampleorgid"}
        (answer,) = explained("s3:GetObject", "other-organization", resource=BUCKET, keys=keys)
        assert answer.outcome == "not denied"
    keys = {"AWS:SecureTransport": "false"}
    (answer,) = explained("s3:GetObject", "app-admin", resource=BUCKET, keys=keys)
    assert answer.guardrail == "deny_insecure_transport"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("partner", "--as: there is no partner (got partner); name one under resource_controls"),
        ("arn:aws:iam", "--as: no such caller (got arn:aws:iam); give an ARN, or one of"),
    ],
    ids=["no-partner", "half-an-arn"],
)
def test_a_caller_that_there_is_not(text: str, told: str) -> None:
    """A mistake in the question is one line that says what to do."""
    with pytest.raises(BaselineError) as refused:
        caller_named(text, STAGED)
    assert str(refused.value).startswith(told)
    assert len(str(refused.value).splitlines()) == 1
