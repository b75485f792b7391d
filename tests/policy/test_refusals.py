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
    "a default without quotes": (
        {"Resource": "arn:aws:iam::*:user/${aws:username, nobody}"},
        "cannot judge resource pattern 'arn:aws:iam::*:user/${aws:username, nobody}'",
    ),
    "a default that reads as a pattern": (
        {"Resource": "arn:aws:iam::*:user/${aws:username, '*'}"},
        "cannot judge resource pattern \"arn:aws:iam::*:user/${aws:username, '*'}\"",
    ),
    "a variable that is not closed": (
        {"Resource": "arn:aws:iam::*:user/${aws:username"},
        "cannot judge resource pattern 'arn:aws:iam::*:user/${aws:username'",
    ),
    "a variable for the account": (
        {"Resource": "arn:aws:iam::${aws:PrincipalAccount}:user/ann"},
        "cannot judge resource pattern 'arn:aws:iam::${aws:PrincipalAccount}:user/ann'",
    ),
    "a variable that makes up the ARN": (
        {"Resource": "${aws:PrincipalArn}"},
        "cannot judge resource pattern '${aws:PrincipalArn}'",
    ),
    "a dollar sign alone": (
        {"Resource": "arn:aws:iam::*:user/a$b"},
        "cannot judge resource pattern 'arn:aws:iam::*:user/a$b'",
    ),
    "a character as such in an action": (
        {"Action": "iam:Get${*}"},
        "cannot judge action pattern 'iam:Get${*}'",
    ),
    "IfExists of Null": (
        {"Condition": {"NullIfExists": {"k": "true"}}},
        "unknown operator NullIfExists",
    ),
    "a set operator of Null": (
        {"Condition": {"ForAnyValue:Null": {"k": "true"}}},
        "unknown operator ForAnyValue:Null",
    ),
    "an unknown operator": (
        {"Condition": {"StringContains": {"k": "a"}}},
        "unknown operator StringContains",
    ),
    "an operator in another case": (
        {"Condition": {"stringEquals": {"k": "a"}}},
        "unknown operator stringEquals",
    ),
    "an unknown set operator": (
        {"Condition": {"ForEachValue:StringEquals": {"k": "a"}}},
        "unknown operator ForEachValue:StringEquals",
    ),
    "Bool with another word": (
        {"Condition": {"BoolIfExists": {"k": "yes"}}},
        "BoolIfExists cannot read its value (got 'yes')",
    ),
    "Null with another word": (
        {"Condition": {"Null": {"k": "yes"}}},
        "Null cannot read its value (got 'yes')",
    ),
    "a variable in Bool": (
        {"Condition": {"Bool": {"k": "${aws:SecureTransport}"}}},
        "Bool cannot read its value (got '${aws:SecureTransport}')",
    ),
    "a variable in a number": (
        {"Condition": {"NumericLessThan": {"k": "${aws:MultiFactorAuthAge}"}}},
        "NumericLessThan cannot read its value (got '${aws:MultiFactorAuthAge}')",
    ),
    "a day without a time": (
        {"Condition": {"DateLessThan": {"aws:CurrentTime": "2026-11-24"}}},
        "DateLessThan cannot read its value (got '2026-11-24')",
    ),
    "a range with a host in it": (
        {"Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.5/24"}}},
        "IpAddress cannot read its value (got '203.0.113.5/24')",
    ),
    "an IPv6 range without a prefix": (
        {"Condition": {"IpAddress": {"aws:SourceIp": "2001:db8::1"}}},
        "IpAddress cannot read its value (got '2001:db8::1')",
    ),
    "bytes that are not base64": (
        {"Condition": {"BinaryEquals": {"k": "a?"}}},
        "BinaryEquals cannot read its value (got 'a?')",
    ),
    "a key without values": (
        {"Condition": {"StringEquals": {"k": []}}},
        "StringEquals of k has no value",
    ),
    "one key of two kinds": (
        {"Condition": {"StringEquals": {"k": "5"}, "NumericLessThan": {"K": "6"}}},
        "k is compared as Numeric and as text",
    ),
    "a variable that is not closed in a condition": (
        {"Condition": {"StringEquals": {"k": "${aws:username"}}},
        "cannot judge a policy variable in k",
    ),
    "a variable with many values": (
        {"Condition": {"StringEquals": {"k": "${aws:TagKeys}"}}},
        "cannot judge a policy variable in k",
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
    "a list of values": (
        {"context": {"aws:TagKeys": ["a", "b"]}},
        "request: aws:TagKeys is neither one string nor a tuple of them (got ['a', 'b'])",
    ),
    "no values": (
        {"context": {"aws:TagKeys": ()}},
        "request: aws:TagKeys is neither one string nor a tuple of them (got ())",
    ),
    "a key twice": (
        {"context": {"aws:username": "ann", "AWS:UserName": "bob"}},
        "request: a key is there twice, in another case",
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
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    levels = [Level("root", [{"Version": "2012-10-17", "Statement": [allow, statement]}])]
    request = Request("iam:DeleteRole", "arn:aws:iam::111122223333:role/:role/baseline/x")
    with pytest.raises(UndecidedError, match="only if a wildcard spans a colon"):
        decide(levels, request)


DOCUMENTS: dict[str, tuple[dict[str, Any], str]] = {
    "another version": ({"Version": "2026-01-01"}, "unknown version (got '2026-01-01')"),
    "another element": ({"Statements": []}, "unknown element Statements"),
}


@pytest.mark.parametrize(("changes", "problem"), DOCUMENTS.values(), ids=list(DOCUMENTS))
def test_unknown_documents_are_refused(changes: dict[str, Any], problem: str) -> None:
    """A document of another version, or with another element, gets no verdict."""
    levels = [Level("root", [{"Version": "2012-10-17", "Statement": [], **changes}])]
    with pytest.raises(UndecidedError) as refused:
        decide(levels, REQUEST)
    assert refused.value.problems == (f"document: {problem}",)


@pytest.mark.parametrize("principal", [None, {"AWS": "*"}, "111122223333"])
def test_resource_control_policies_are_about_everybody(principal: Any) -> None:
    """A statement of a resource control policy names the principal `*`, or gets no verdict."""
    statement = {"Sid": "Odd", "Effect": "Deny", "Action": "s3:*", "Resource": "*"}
    if principal is not None:
        statement["Principal"] = principal
    level = Level("root", [{"Version": "2012-10-17", "Statement": [statement]}])
    with pytest.raises(UndecidedError, match="Principal must be"):
        decide([], REQUEST, [level])
