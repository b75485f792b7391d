"""An explanation names the statement that decides, or says what it does not know."""

from __future__ import annotations

import pytest
import yaml

from baseline.config import load
from baseline.errors import BaselineError
from baseline.guardrails import CATALOGUE
from baseline.policy.documents import document
from baseline.review.asked_callers import caller_named
from baseline.review.callers import known_callers
from baseline.review.explanation import Call, Explanation, explain
from baseline.review.guarded import AttachedPolicy, Guarded, Place, guarded_by_config
from tests.assemblies import ROOT
from tests.guardrails.decision_table import TABLES

GUARDED = guarded_by_config(load(ROOT / "examples/default.yaml"))
LOGS = "arn:aws:s3:::baseline-logs-1"


def explained(
    action: str,
    caller: str = "app-admin",
    at: str = "Workloads/Production",
    region: str = "us-east-1",
    resource: str | None = None,
    **keys: str,
) -> list[Explanation]:
    """Explain a call at a place of the shipped configuration."""
    place = GUARDED.place(at)
    assert place is not None
    call = Call(action, caller_named(caller, GUARDED), region, resource, keys)
    return explain(GUARDED, place, call)


@pytest.mark.parametrize(
    ("action", "options", "statement", "policy", "attached_to"),
    [
        (
            "s3:PutBucketPolicy",
            {"resource": LOGS},
            "ProtectLogBucket",
            "baseline-root-organization",
            "the root",
        ),
        (
            "ec2:RunInstances",
            {"region": "eu-west-1"},
            "DenyOtherRegions",
            "baseline-workloads-regions",
            "Workloads",
        ),
        (
            "s3:GetObject",
            {"caller": "root-user", "at": "security"},
            "DenyMemberRootUser",
            "baseline-root-identity",
            "the root",
        ),
        (
            "sts:GetCallerIdentity",
            {"at": "suspended"},
            "DenyEverything",
            "baseline-suspended-suspended",
            "Suspended",
        ),
    ],
    ids=["bucket", "region", "root-user", "suspended"],
)
def test_a_denial_names_what_decided(
    action: str, options: dict[str, str], statement: str, policy: str, attached_to: str
) -> None:
    """Statement, policy and level are named, and the sentence ends with the guardrail's why."""
    (answer,) = explained(action, **options)
    assert answer.outcome == "denied"
    assert (answer.statement, answer.policy, answer.attached_to) == (statement, policy, attached_to)
    assert answer.sentence.endswith(CATALOGUE[str(answer.guardrail)].why)
    for named in (action, statement, policy, attached_to):
        assert named in answer.sentence


@pytest.mark.parametrize(
    ("action", "options"),
    [
        ("ec2:RunInstances", {}),
        ("s3:PutBucketPolicy", {"resource": "arn:aws:s3:::mine"}),
        ("s3:PutBucketPolicy", {"resource": LOGS, "caller": "central-root"}),
        ("iam:ListRoles", {"region": "eu-west-1", "caller": "arn:aws:iam::111122223333:role/x"}),
        ("new:Action", {"resource": "*"}),
    ],
    ids=["ordinary", "other-bucket", "central-root", "global-service", "newer-than-the-list"],
)
def test_what_no_guardrail_denies(action: str, options: dict[str, str]) -> None:
    """A call that nothing denies is not called allowed: the account's own policies decide."""
    (answer,) = explained(action, **options)
    assert answer.outcome == "not denied"
    assert "no service control policy" in answer.sentence
    assert answer.sentence.endswith("left to the account's own policies.")


def test_what_a_call_leaves_open_is_told_apart() -> None:
    """Without a resource each kind that matters is answered, and the rest together."""
    denied, rest = explained("s3:PutBucketPolicy")
    assert set(denied.on) == {
        "arn:aws:s3:::baseline-logs-*",
        "arn:aws:s3:::baseline-access-logs-*",
    }
    assert rest.sentence.startswith("In every other case it is denied by no service control policy")


def test_a_missing_condition_key_is_told_apart() -> None:
    """Where a key decides, its values are told; given the key, one answer is left."""
    denied, rest = explained("kms:DisableKey")
    assert denied.keys == (
        "kms:ResourceAliases is alias/baseline-audit or alias/baseline-operations",
    )
    assert rest.outcome == "not denied"
    key = "arn:aws:kms:us-east-1:111122223333:key/1"
    alias = {"kms:ResourceAliases": "alias/baseline-audit"}
    (only,) = explained("kms:DisableKey", resource=key, **alias)
    assert (only.outcome, only.keys) == ("denied", ())


def test_what_the_judge_does_not_know_is_said() -> None:
    """A statement with an unknown operator gives no verdict, and the reason."""
    statement = {
        "Sid": "Odd",
        "Effect": "Deny",
        "Action": "iam:CreateUser",
        "Resource": "*",
        "Condition": {"NumericBetween": {"aws:MultiFactorAuthAge": "5"}},
    }
    root = Place("root", "root", ("root",))
    policy = AttachedPolicy("odd", document(statement))  # type: ignore[arg-type]
    odd = Guarded("baseline", "us-east-1", (root,), {"root": (policy,)}, {})
    call = Call("iam:CreateUser", caller_named("app-admin", odd), "us-east-1")
    (answer,) = explain(odd, root, call)
    assert answer.outcome == "unknown"
    assert answer.sentence.endswith(
        "cannot be judged: statement Odd: unknown operator NumericBetween."
    )


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: explained("s3:PutBucketPolcy"), "did you mean s3:PutBucketPolicy?"),
        (lambda: explained("nothing:LikeThis"), "give its --resource as well"),
        (lambda: explained("s3:GetObject", caller="bob"), "no such caller (got bob)"),
        (
            lambda: explained(
                "s3:GetObject", caller="arn:aws:sts::111122223333:assumed-role/app/me"
            ),
            "policies see the role of a session",
        ),
    ],
    ids=["misspelt", "unknown", "nobody", "session"],
)
def test_a_question_that_makes_no_sense(ask: object, told: str) -> None:
    """A mistake in the question is one line that says what to do."""
    assert callable(ask)
    with pytest.raises(BaselineError, match=r".") as refused:
        ask()
    assert told in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_the_callers_are_those_of_the_decision_tables() -> None:
    """Every known caller calls in the tables too: same name, same ARN, same keys."""
    table = yaml.safe_load((TABLES / "principals.yaml").read_text(encoding="utf-8"))
    for each in known_callers("baseline", "aws", "eu-west-1"):
        assert table[each.name]["arn"].replace("eu-central-1", "eu-west-1") == each.arn
        assert table[each.name].get("with", {}) == each.brings
