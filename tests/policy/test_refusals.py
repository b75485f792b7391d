"""The evaluator refuses what it was not written for, instead of guessing."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.policy.decide import Level, Request, decide
from baseline.policy.refusals import UndecidedError

ROLE = "arn:aws:iam::111122223333:role/app"
REQUEST = Request("iam:DeleteRole", ROLE)

STATEMENTS: dict[str, tuple[dict[str, Any], str]] = {
    "a principal": ({"Principal": "*"}, "unknown element Principal"),
    "both resources": ({"NotResource": "*"}, "needs either Resource or NotResource"),
    "another effect": ({"Effect": "Audit"}, "unknown effect (got 'Audit')"),
    "both actions": ({"NotAction": "*"}, "needs either Action or NotAction"),
    "a wildcard service": ({"Action": "i*:Get"}, "cannot judge action pattern 'i*:Get'"),
    "no verb": ({"Action": "iam"}, "cannot judge action pattern 'iam'"),
    "a short ARN": ({"Resource": "arn:aws:*"}, "cannot judge resource pattern 'arn:aws:*'"),
    "a variable with a default": (
        {"Resource": "arn:aws:iam::*:user/${aws:username, 'nobody'}"},
        "cannot judge resource pattern \"arn:aws:iam::*:user/${aws:username, 'nobody'}\"",
    ),
    "a variable that makes up the ARN": (
        {"Resource": "${aws:PrincipalArn}"},
        "cannot judge resource pattern '${aws:PrincipalArn}'",
    ),
    "a predefined character": (
        {"Resource": "arn:aws:iam::*:user/${*}"},
        "cannot judge resource pattern 'arn:aws:iam::*:user/${*}'",
    ),
    "a text operator on an ARN": (
        {"Condition": {"StringNotLike": {"aws:PrincipalArn": ROLE}}},
        "StringNotLike compares aws:PrincipalArn as text; an asterisk then spans colons",
    ),
    "IfExists of Null": (
        {"Condition": {"NullIfExists": {"k": "true"}}},
        "unknown operator NullIfExists",
    ),
    "IfExists of an unknown operator": (
        {"Condition": {"IpAddressIfExists": {"aws:SourceIp": "10.0.0.0/8"}}},
        "unknown operator IpAddressIfExists",
    ),
    "Bool with another word": (
        {"Condition": {"BoolIfExists": {"k": "yes"}}},
        "BoolIfExists needs true or false (got 'yes')",
    ),
    "a set operator": (
        {"Condition": {"ForAllValues:StringEquals": {"k": "a"}}},
        "unknown operator ForAllValues:StringEquals",
    ),
    "a variable in a condition": (
        {"Condition": {"StringEquals": {"k": "${aws:username, 'nobody'}"}}},
        "cannot judge a policy variable in k",
    ),
    "Null with another word": (
        {"Condition": {"Null": {"k": "yes"}}},
        "Null needs true or false (got 'yes')",
    ),
    "an ARN test without an ARN": (
        {"Condition": {"ArnLike": {"k": "*"}}},
        "ArnLike needs whole ARNs (got '*')",
    ),
}


@pytest.mark.parametrize(("changes", "problem"), STATEMENTS.values(), ids=list(STATEMENTS))
def test_unknown_statements_are_refused(changes: dict[str, Any], problem: str) -> None:
    """A statement with anything unknown is named, and no verdict is given."""
    statement = {"Sid": "Odd", "Effect": "Deny", "Action": "iam:*", "Resource": "*", **changes}
    levels = [Level("root", [{"Version": "2012-10-17", "Statement": [statement]}])]
    with pytest.raises(UndecidedError) as refused:
        decide(levels, REQUEST)
    assert refused.value.problems == (f"statement Odd: {problem}",)


REQUESTS: dict[str, tuple[dict[str, Any], str]] = {
    "a pattern for an action": ({"action": "iam:*"}, "request: not one action (got 'iam:*')"),
    "no service": ({"action": "DeleteRole"}, "request: not one action (got 'DeleteRole')"),
    "no ARN": ({"resource": "app"}, "request: neither an ARN nor * (got 'app')"),
    "several values": (
        {"context": {"aws:TagKeys": ["a", "b"]}},
        "request: aws:TagKeys is not one string (got ['a', 'b'])",
    ),
}


@pytest.mark.parametrize(("changes", "problem"), REQUESTS.values(), ids=list(REQUESTS))
def test_unknown_requests_are_refused(changes: dict[str, Any], problem: str) -> None:
    """A request that is not one action on one ARN with single values gets no verdict."""
    request = Request(**{"action": "iam:DeleteRole", "resource": ROLE, **changes})
    with pytest.raises(UndecidedError) as refused:
        decide([], request)
    assert refused.value.problems == (problem,)


def test_two_readings_of_a_resource_are_no_verdict() -> None:
    """Where it matters whether a wildcard spans a colon, AWS's pages differ and nobody guesses."""
    statement = {
        "Sid": "Roles",
        "Effect": "Deny",
        "Action": "iam:*",
        "Resource": "arn:aws:iam::*:role/baseline/*",
    }
    levels = [Level("root", [{"Version": "2012-10-17", "Statement": [statement]}])]
    request = Request("iam:DeleteRole", "arn:aws:iam::111122223333:role/:role/baseline/x")
    with pytest.raises(UndecidedError, match="only if a wildcard spans a colon"):
        decide(levels, request)
