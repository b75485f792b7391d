"""Masks say what the naive evaluator says, the open answers included."""

from __future__ import annotations

import pytest

from baseline.policy.decide import Level, decide, decide_call
from baseline.policy.proof.masks import UNSEEN
from baseline.policy.refusals import UndecidedError
from tests.policy.cases import Case, cases
from tests.policy.proof.requests import disagreements
from tests.policy.proof.statement_masks import StatementMasks

TO_UNKNOWN = {"denied": "denied", "allowed": "not denied", "unknown": "unknown"}
ALLOW = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}
BUCKET = {
    "Sid": "Bucket",
    "Effect": "Deny",
    "Action": "s3:*",
    "Resource": "arn:aws:s3:::logs*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
LEVELS = [Level("root", [{"Version": "2012-10-17", "Statement": [ALLOW, BUCKET]}])]


@pytest.mark.parametrize("case", cases(), ids=[case.rule for case in cases()])
def test_rules_of_aws(case: Case) -> None:
    """A case of the table is decided as AWS documents it; what cannot be read is refused."""
    request = case.request
    try:
        masks = StatementMasks(case.levels, case.resource_levels, case.identity)
        answer = masks.verdict(request.action, request.resource, request.context).answer
    except UndecidedError:
        answer = "unknown"
    assert answer == TO_UNKNOWN[case.verdict]


def test_random_requests() -> None:
    """On random policies and requests both evaluators agree."""
    assert disagreements(seed=7, sets=25, requests=30) == []


def test_the_statement_that_denies_is_named() -> None:
    """A denial names level and Sid, and one that nothing allows the level alone."""
    masks = StatementMasks([*LEVELS, Level("unit", [])])
    context = {"aws:SecureTransport": "false"}
    denied = masks.verdict("s3:GetObject", "arn:aws:s3:::logs/x", context)
    silent = masks.verdict("ec2:RunInstances", "*", context)
    assert (denied.answer, denied.deciding) == ("denied", (("root", "Bucket"),))
    assert (silent.answer, silent.deciding) == ("denied", (("unit", None),))


def test_what_was_not_seen_leaves_open_only_what_hangs_on_it() -> None:
    """An unseen value is named where the answer hangs on it, and is no matter elsewhere."""
    masks = StatementMasks(LEVELS)
    context = {"aws:SecureTransport": UNSEEN}
    hanging = masks.verdict("s3:GetObject", "arn:aws:s3:::logs/x", context)
    other = masks.verdict("s3:GetObject", "arn:aws:s3:::other/x", context)
    assert (hanging.answer, hanging.because) == ("unknown", ("aws:securetransport",))
    assert other.answer == "not denied"


def test_naive_evaluator_is_the_same_for_control_policies_alone() -> None:
    """Without policies of the caller, masks answer as `decide`, not as `decide_call`."""
    case = next(each for each in cases() if each.identity is None and each.verdict == "allowed")
    assert not decide(case.levels, case.request, case.resource_levels).denied
    assert decide_call(case.levels, [], case.request, case.resource_levels).denied
