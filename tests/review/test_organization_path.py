"""Where the account of a caller stands decides what hangs on its path, without any id of AWS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baseline.config import load
from baseline.policy.actions import known_actions
from baseline.policy.documents import Statement, document
from baseline.replay.accounts import Accounts
from baseline.replay.judge import Judge
from baseline.review.asked_callers import caller_named
from baseline.review.explanation import Call, explain
from baseline.review.guarded import ROOT as AT_THE_ROOT
from baseline.review.guarded import AttachedPolicy, Guarded, guarded_by_config
from baseline.review.organization_path import is_told_by_place
from tests.assemblies import ROOT
from tests.replay.records import record

GUARDED = guarded_by_config(load(ROOT / "examples/try.yaml"))
"""It names deny_unplaced_accounts, which asks for the path of every caller."""


def _naming_a_unit(key: str) -> Guarded:
    """Attach a policy that names a unit by the id that AWS gave it."""
    statement: Statement = {
        "Sid": "DenyOneUnit",
        "Effect": "Deny",
        "Action": "sqs:ListQueues",
        "Resource": "*",
        "Condition": {"ForAnyValue:StringLike": {key: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}},
    }
    policy = AttachedPolicy("own", document(statement))
    return replace(GUARDED, policies={AT_THE_ROOT: (policy,)}, resource_policies={})


def _explained(guarded: Guarded, at: str) -> list[tuple[str, str | None]]:
    call = Call("sqs:ListQueues", caller_named("app-admin", guarded), "us-east-1")
    return [
        (each.outcome, each.statement)
        for each in explain(guarded, guarded.unit("--unit", at), call)
    ]


def _replayed(guarded: Guarded, at: str) -> tuple[str, str]:
    judge = Judge(guarded, Accounts(otherwise=guarded.place(at)))
    action = known_actions()["sqs:listqueues"]
    found = record("sqs ListQueues", tlsDetails={"tlsVersion": "TLSv1.3"})
    verdict = judge.judge((action,), found, is_bound=True)
    assert verdict is not None
    return verdict.outcome, verdict.sid


@pytest.mark.parametrize("at", ["Workloads", "Workloads/Production"])
def test_an_account_in_a_unit(at: str) -> None:
    """A call from a unit is not denied for standing in none: one answer, and no doubt."""
    assert _explained(GUARDED, at) == [("not denied", None)]
    assert _replayed(GUARDED, at) == ("not denied", "")


def test_an_account_at_the_root() -> None:
    """The same call from the root is denied, whatever the ids are."""
    assert _explained(GUARDED, "root") == [("denied", "DenyUnplacedAccounts")]
    assert _replayed(GUARDED, "root") == ("denied", "DenyUnplacedAccounts")


def test_an_account_that_nobody_placed() -> None:
    """Where it is not said in which unit an account is, the answer stays open."""
    assert _replayed(GUARDED, "nowhere")[0] == "cannot tell"


@pytest.mark.parametrize("key", ["aws:PrincipalOrgPaths", "aws:principalorgpaths"])
def test_a_unit_by_its_id(key: str) -> None:
    """A policy that names a unit of AWS's is not judged by an id that was made up."""
    guarded = _naming_a_unit(key)
    assert _explained(guarded, "Sandbox") == [("denied", "DenyOneUnit"), ("not denied", None)]
    assert _replayed(guarded, "Sandbox") == ("cannot tell", "DenyOneUnit")


@pytest.mark.parametrize(
    ("pattern", "is_told"),
    [
        ("o-*/r-*/ou-*", True),
        ("o-*/r-*/ou-*/ou-*/*", True),
        ("o-*/r-*/", True),
        ("o-a1b2c3d4e5/*", False),
        ("o-*/r-*/ou-ab12-*", False),
        ("true", False),
    ],
)
def test_form(pattern: str, is_told: bool) -> None:
    """Only a pattern without any id is told by the place of an account."""
    assert is_told_by_place(["o-*/r-*/ou-*", pattern]) == is_told
