"""The evaluator decides single rules as AWS documents them."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.policy.decide import Level, Request, Verdict, decide, decide_call, decide_identity
from baseline.policy.documents import document
from baseline.policy.refusals import UndecidedError

ROLE = "arn:aws:iam::111122223333:role/baseline/break-glass"
ALLOW = document({"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"})
KEY = "aws:PrincipalArn"


def _denied(statement: dict[str, Any], request: Request) -> bool:
    deny = document({"Sid": "Deny", "Effect": "Deny", "Resource": "*", **statement})  # type: ignore[typeddict-item]
    return decide([Level("root", [ALLOW, deny])], request).denied


def _request(**changes: Any) -> Request:
    return Request(**{"action": "iam:DeleteRole", "resource": ROLE, "context": {}, **changes})


ACTIONS = {
    "the very action": ("iam:DeleteRole", True),
    "another case": ("IAM:deleterole", True),
    "a wildcard at the end": ("iam:Delete*", True),
    "a wildcard in the middle": ("iam:D*e", True),
    "one character": ("iam:DeleteRol?", True),
    "one character too many": ("iam:DeleteRole?", False),
    "another action": ("iam:DeleteRolePolicy", False),
    "another service": ("sts:DeleteRole", False),
    "everything": ("*", True),
}


@pytest.mark.parametrize(("pattern", "matches"), ACTIONS.values(), ids=list(ACTIONS))
def test_action_patterns(pattern: str, matches: bool) -> None:
    """Actions match without regard to case, with `*` and `?`; NotAction is their opposite."""
    assert _denied({"Action": pattern}, _request()) is matches
    assert _denied({"NotAction": ["ec2:RunInstances", pattern]}, _request()) is not matches


RESOURCES = {
    "everything": ("*", ROLE, True),
    "the very ARN": (ROLE, ROLE, True),
    "another case": ("arn:aws:iam::*:role/Baseline/*", ROLE, False),
    "any account": ("arn:aws:iam::*:role/baseline/*", ROLE, True),
    "a wildcard spans slashes": ("arn:aws:iam::*:role/*", ROLE, True),
    "another path": ("arn:aws:iam::*:role/other/*", ROLE, False),
    "another partition": ("arn:aws-cn:iam::*:role/baseline/*", ROLE, False),
    "a call without a resource": ("arn:aws:iam::*:role/*", "*", False),
    "a call without a resource, everything": ("*", "*", True),
}


@pytest.mark.parametrize(
    ("pattern", "resource", "matches"), RESOURCES.values(), ids=list(RESOURCES)
)
def test_resource_patterns(pattern: str, resource: str, matches: bool) -> None:
    """Resources match with regard to case; `*` in the last part spans slashes."""
    statement = {"Action": "*", "Resource": ["arn:aws:s3:::none", pattern]}
    assert _denied(statement, _request(resource=resource)) is matches


LIKE = "arn:aws:iam::*:role/baseline/*"
CONDITIONS: dict[str, tuple[dict[str, Any], dict[str, str], bool]] = {
    "StringEquals, one of several": ({"StringEquals": {"k": ["a", "b"]}}, {"k": "b"}, True),
    "StringEquals, none": ({"StringEquals": {"k": ["a", "b"]}}, {"k": "c"}, False),
    "StringEquals, case of the value": ({"StringEquals": {"k": "a"}}, {"k": "A"}, False),
    "StringEquals, no wildcards": ({"StringEquals": {"k": "a*"}}, {"k": "ab"}, False),
    "StringEquals, case of the key": ({"StringEquals": {"K": "a"}}, {"k": "a"}, True),
    "StringEquals, key absent": ({"StringEquals": {"k": "a"}}, {}, False),
    "StringNotEquals, one of several": ({"StringNotEquals": {"k": ["a", "b"]}}, {"k": "b"}, False),
    "StringNotEquals, none": ({"StringNotEquals": {"k": ["a", "b"]}}, {"k": "c"}, True),
    "StringNotEquals, key absent": ({"StringNotEquals": {"k": "a"}}, {}, True),
    "StringNotLike, one of several": ({"StringNotLike": {"k": ["a*", "b"]}}, {"k": "ac"}, False),
    "StringNotLike, none": ({"StringNotLike": {"k": ["a*", "b"]}}, {"k": "c"}, True),
    "StringNotLike, key absent": ({"StringNotLike": {"k": "a*"}}, {}, True),
    "BoolIfExists": ({"BoolIfExists": {"k": "false"}}, {"k": "false"}, True),
    "BoolIfExists, other": ({"BoolIfExists": {"k": "false"}}, {"k": "true"}, False),
    "BoolIfExists, key absent": ({"BoolIfExists": {"k": "false"}}, {}, True),
    "ArnLike": ({"ArnLike": {KEY: LIKE}}, {KEY: ROLE}, True),
    "ArnLike, key absent": ({"ArnLike": {KEY: LIKE}}, {}, False),
    "ArnLike, no ARN": ({"ArnLike": {KEY: LIKE}}, {KEY: "nobody"}, False),
    "ArnLike, a colon in the path": (
        {"ArnLike": {KEY: LIKE}},
        {KEY: "arn:aws:iam::111122223333:role/:role/baseline/break-glass"},
        False,
    ),
    "ArnLike, the last part spans colons": (
        {"ArnLike": {KEY: LIKE}},
        {KEY: "arn:aws:iam::111122223333:role/baseline/a:b/c"},
        True,
    ),
    "ArnNotLike": ({"ArnNotLike": {KEY: LIKE}}, {KEY: ROLE}, False),
    "ArnNotLike, key absent": ({"ArnNotLike": {KEY: LIKE}}, {}, True),
    "any value, the very one": ({"ForAnyValue:StringEquals": {"k": ["a", "b"]}}, {"k": "b"}, True),
    "any value, another": ({"ForAnyValue:StringEquals": {"k": ["a", "b"]}}, {"k": "c"}, False),
    "any value, key absent": ({"ForAnyValue:StringEquals": {"k": "a"}}, {}, False),
    "Null true, key absent": ({"Null": {"k": "true"}}, {}, True),
    "Null true, key there": ({"Null": {"k": "true"}}, {"k": "x"}, False),
    "Null false, key absent": ({"Null": {"k": "false"}}, {}, False),
    "Null false, key there": ({"Null": {"k": "false"}}, {"k": "x"}, True),
    "Bool": ({"Bool": {"k": "false"}}, {"k": "False"}, True),
    "Bool, other": ({"Bool": {"k": "false"}}, {"k": "true"}, False),
    "Bool, key absent": ({"Bool": {"k": "false"}}, {}, False),
    "all keys and operators must hold": (
        {"StringEquals": {"k": "a", "l": "b"}, "Null": {"m": "true"}},
        {"k": "a", "l": "b"},
        True,
    ),
    "one key that does not hold": ({"StringEquals": {"k": "a", "l": "b"}}, {"k": "a"}, False),
}


@pytest.mark.parametrize(("condition", "context", "holds"), CONDITIONS.values(), ids=[*CONDITIONS])
def test_conditions(condition: dict[str, Any], context: dict[str, str], holds: bool) -> None:
    """Values of a key are alternatives, keys are joined, an absent key fails positive tests.

    Source: IAM user guide, IAM JSON policy elements: Condition and Condition operators.
    """
    assert _denied({"Action": "*", "Condition": condition}, _request(context=context)) is holds


def test_the_first_denial_on_the_way_down_is_named() -> None:
    """A Deny at any level denies, and the verdict names its Sid and level."""
    deny = document({"Sid": "Low", "Effect": "Deny", "Action": "iam:*", "Resource": "*"})
    levels = [Level("root", [ALLOW]), Level("unit", [ALLOW, deny])]
    assert decide(levels, _request()) == Verdict(denied=True, sid="Low", level="unit")
    assert decide(levels, _request(action="sts:AssumeRole")) == Verdict(denied=False)


def test_every_level_must_allow() -> None:
    """A level that allows nothing denies, though no statement did.

    Source: AWS Organizations user guide, SCP evaluation.
    """
    levels = [Level("root", [ALLOW]), Level("unit", [])]
    assert decide(levels, _request()) == Verdict(denied=True, sid=None, level="unit")


def test_service_linked_roles_are_not_bound() -> None:
    """A service-linked role is denied nothing, a role that only looks like one is.

    Source: AWS Organizations user guide, Service control policies, tasks not restricted by SCPs.
    """
    account = "arn:aws:iam::111122223333:role"
    linked = {KEY: f"{account}/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO"}
    false = {KEY: f"{account}/:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO"}
    assert not _denied({"Action": "*"}, _request(context=linked))
    assert _denied({"Action": "*"}, _request(context=false))


def test_retiring_a_grant_is_free_of_resource_control_policies() -> None:
    """No resource control policy denies `kms:RetireGrant`, others of the service it does.

    Source: AWS Organizations user guide, Resource control policies.
    """
    deny = {"Sid": "Keys", "Effect": "Deny", "Principal": "*", "Action": "kms:*", "Resource": "*"}
    level = Level("root", [{"Version": "2012-10-17", "Statement": [deny]}])
    assert decide([], _request(action="kms:CreateGrant"), [level]).sid == "Keys"
    assert not decide([], _request(action="KMS:retiregrant"), [level]).denied


def test_all_three_kinds_of_policy_must_let_a_call_through() -> None:
    """A call passes control policies on both paths and the caller's own policies, or is denied."""
    outside = {"Sid": "Out", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    owner = Level("root", [{"Version": "2012-10-17", "Statement": [outside]}])
    control, identity = [Level("root", [ALLOW])], [Level("own", [ALLOW])]
    call = _request(action="s3:GetObject")
    assert decide_call(control, identity, call) == Verdict(False, "All", "own")
    assert decide_call(control, identity, call, [owner]) == Verdict(True, "Out", "root")


def test_what_a_control_policy_leaves_open_is_no_verdict_on_a_call() -> None:
    """An identity policy that allows does not settle what a control policy leaves open."""
    variable = "arn:aws:iam::*:role/${aws:username}"
    shut = document({"Sid": "Open", "Effect": "Deny", "Action": "*", "Resource": variable})
    control = [Level("root", [ALLOW, shut])]
    with pytest.raises(UndecidedError, match="no value for a policy variable"):
        decide_call(control, [Level("own", [ALLOW])], _request())
    assert decide_call(control, [], _request()) == Verdict(denied=True)


def test_an_allow_that_is_open_is_no_verdict() -> None:
    """Where it is open whether the only Allow matches, it is open whether the call is denied."""
    variable = "arn:aws:iam::*:role/${aws:username}"
    maybe = document({"Sid": "Open", "Effect": "Allow", "Action": "*", "Resource": variable})
    for ask in (decide, decide_identity):
        with pytest.raises(UndecidedError, match="no value for a policy variable"):
            ask([Level("one", [maybe])], _request())
        assert not ask([Level("one", [maybe, ALLOW])], _request()).denied


def test_an_empty_value_is_neither_there_nor_absent() -> None:
    """What Null and set operators make of an empty value is not said, so nobody guesses."""
    for operator in ("Null", "ForAllValues:StringEquals"):
        with pytest.raises(UndecidedError, match="empty k"):
            _denied(
                {"Action": "*", "Condition": {operator: {"k": "true"}}}, _request(context={"k": ""})
            )
