"""Identity policies are decided as AWS documents it, and what is left open gets no verdict."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.policy.decide import Level, Request, Verdict, decide_call, decide_identity
from baseline.policy.refusals import UndecidedError

USER = "arn:aws:iam::111122223333:user/ann"
OWN = "arn:aws:iam::*:user/${aws:username}"
NAMED = {"aws:username": "ann"}


def _policy(name: str, *statements: dict[str, Any]) -> Level:
    full = [{"Action": "*", "Resource": "*", **each} for each in statements]
    for each in full:
        for element in ("Action", "Resource"):
            if f"Not{element}" in each:
                del each[element]
    return Level(name, [{"Version": "2012-10-17", "Statement": full}])


ALLOW = _policy("full", {"Sid": "All", "Effect": "Allow"})


def _request(**changes: Any) -> Request:
    return Request(**{"action": "iam:GetUser", "resource": USER, "context": NAMED, **changes})


def test_a_denial_wins_and_is_named() -> None:
    """A Deny in any policy wins over an Allow before and after it."""
    deny = _policy("mfa", {"Sid": "No", "Effect": "Deny", "Action": "iam:Get*"})
    for policies in ([ALLOW, deny], [deny, ALLOW]):
        assert decide_identity(policies, _request()) == Verdict(True, "No", "mfa")
    allowed = decide_identity([deny, ALLOW], _request(action="iam:ListMFADevices"))
    assert allowed == Verdict(False, "All", "full")


def test_what_nothing_allows_is_denied() -> None:
    """Without a matching statement the denial has no statement, with no policies at all too."""
    other = _policy("s3", {"Sid": "S3", "Effect": "Allow", "Action": "s3:*"})
    assert decide_identity([other], _request()) == Verdict(True)
    assert decide_identity([], _request()) == Verdict(True)


@pytest.mark.parametrize("action", ["sts:GetCallerIdentity", "sts:GetSessionToken"])
def test_calls_that_policies_do_not_control(action: str) -> None:
    """Who one is, and a session with MFA, are neither allowed nor denied by identity policies."""
    deny = _policy("none", {"Sid": "No", "Effect": "Deny"})
    assert decide_identity([deny], _request(action=action, resource="*")) == Verdict(False)


def test_both_kinds_of_policy_must_allow() -> None:
    """A control policy denies what an identity allows, and gives nothing that none allows."""
    control = [Level("root", ALLOW.documents)]
    closed = [*control, _policy("unit", {"Sid": "Shut", "Effect": "Deny", "Action": "iam:*"})]
    assert decide_call(closed, [ALLOW], _request()) == Verdict(True, "Shut", "unit")
    assert decide_call(control, [], _request()) == Verdict(True)
    assert decide_call(control, [ALLOW], _request()) == Verdict(False, "All", "full")


NOT_RESOURCE = {
    "the own user": (USER, False),
    "another user": ("arn:aws:iam::111122223333:user/bob", True),
    "a longer name": ("arn:aws:iam::111122223333:user/anna", True),
    "a path": ("arn:aws:iam::111122223333:user/x/ann", True),
}


@pytest.mark.parametrize(("resource", "denied"), NOT_RESOURCE.values(), ids=list(NOT_RESOURCE))
def test_not_resource_with_a_variable(resource: str, denied: bool) -> None:
    """NotResource matches what is not listed, with the request's value for a variable."""
    deny = _policy("own", {"Sid": "Others", "Effect": "Deny", "NotResource": [OWN]})
    assert decide_identity([ALLOW, deny], _request(resource=resource)).denied is denied


K = "aws:ResourceOrgID"
CONDITIONS: dict[str, tuple[dict[str, Any], dict[str, str], bool]] = {
    "BoolIfExists, false": ({"BoolIfExists": {"m": "false"}}, {"m": "false"}, True),
    "BoolIfExists, true": ({"BoolIfExists": {"m": "false"}}, {"m": "true"}, False),
    "BoolIfExists, absent": ({"BoolIfExists": {"m": "false"}}, {}, True),
    "Bool, absent": ({"Bool": {"m": "false"}}, {}, False),
    "StringLike": ({"StringLike": {"k": "a*c?"}}, {"k": "abbcd"}, True),
    "StringLike, other": ({"StringLike": {"k": "a*c?"}}, {"k": "abbc"}, False),
    "StringLike, case": ({"StringLike": {"k": "a*"}}, {"k": "Ab"}, False),
    "StringLike, absent": ({"StringLike": {"k": "*"}}, {}, False),
    "StringLikeIfExists, absent": ({"StringLikeIfExists": {"k": "a"}}, {}, True),
    "StringNotEqualsIfExists": ({"StringNotEqualsIfExists": {"k": "a"}}, {"k": "a"}, False),
    "ArnLikeIfExists": ({"ArnLikeIfExists": {"k": USER}}, {"k": USER}, True),
    "variable, equal": ({"StringEquals": {K: "${aws:PrincipalOrgID}"}}, {K: "o-1"}, True),
    "variable, other": ({"StringEquals": {K: "${aws:PrincipalOrgID}"}}, {K: "o-2"}, False),
    "variable, resource without": ({"StringEquals": {K: "${aws:PrincipalOrgID}"}}, {}, False),
    "no value, equals nothing": ({"StringEquals": {K: "${aws:SourceVpc}"}}, {K: "o-1"}, False),
    "no value, differs": ({"StringNotEquals": {K: "${aws:SourceVpc}"}}, {K: "o-1"}, True),
}


@pytest.mark.parametrize(("condition", "context", "holds"), CONDITIONS.values(), ids=[*CONDITIONS])
def test_conditions(condition: dict[str, Any], context: dict[str, str], holds: bool) -> None:
    """IfExists holds without its key, and a variable without a value is equal to nothing.

    Source: IAM user guide, Condition operators, IfExists; Variables and tags, Policy variables
    with no value.
    """
    allow = _policy("one", {"Sid": "One", "Effect": "Allow", "Condition": condition})
    given = {**NAMED, "aws:PrincipalOrgID": "o-1", **context}
    assert decide_identity([allow], _request(context=given)).denied is not holds


OPEN: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a resource whose variable has no value": (
        {"Resource": OWN},
        {"context": {}},
        "no value for a policy variable",
    ),
    "a value that reads as a pattern": (
        {"Resource": OWN},
        {"context": {"aws:username": "a*"}},
        "aws:username reads as a pattern",
    ),
    "NotResource of a call that names no resource": (
        {"NotResource": OWN},
        {"resource": "*"},
        "cannot judge NotResource",
    ),
}


@pytest.mark.parametrize(("statement", "changes", "problem"), OPEN.values(), ids=list(OPEN))
def test_what_aws_leaves_open_is_no_verdict(
    statement: dict[str, Any], changes: dict[str, Any], problem: str
) -> None:
    """Where a request meets what AWS does not document, nobody guesses."""
    deny = _policy("odd", {"Sid": "Odd", "Effect": "Deny", **statement})
    with pytest.raises(UndecidedError, match=problem):
        decide_identity([ALLOW, deny], _request(**changes))


def test_an_open_statement_about_another_action_does_not_matter() -> None:
    """A statement whose action does not match needs no value for its variables."""
    deny = _policy("odd", {"Sid": "Odd", "Effect": "Deny", "Action": "s3:*", "Resource": OWN})
    assert decide_identity([ALLOW, deny], _request(context={})).denied is False


def test_unknown_statements_are_refused() -> None:
    """An element that only policies of resources have is refused, as for control policies."""
    with pytest.raises(UndecidedError, match="unknown element Principal"):
        decide_identity(
            [_policy("p", {"Sid": "P", "Effect": "Allow", "Principal": "*"})], _request()
        )
