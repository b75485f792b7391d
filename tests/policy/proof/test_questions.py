"""Each question is proved where it holds, broken by a real request where not, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.policy.decide import Level, decide
from baseline.policy.documents import Condition
from baseline.policy.proof.questions import (
    Broken,
    Layers,
    Proved,
    Scope,
    Unknown,
    always,
    exactly,
    later,
    never,
)
from tests.policy.proof.trail import EXEMPT, NOT_EXEMPT, STOP, TRAIL, at_the_root, denial

NOBODY_ELSE = Scope(STOP.actions, resources=(TRAIL,), conditions=NOT_EXEMPT)


def test_what_is_denied_is_proved() -> None:
    """A denial of everybody but the exempt role keeps everybody else away."""
    assert never(
        at_the_root(denial({"ArnNotLike": {"aws:PrincipalArn": EXEMPT}})), NOBODY_ELSE
    ) == (Proved())


def test_colon_in_a_path_breaks_an_exemption_by_text() -> None:
    """`StringNotLike` exempts a role whose path holds the exempt one's; the request says which."""
    layers = at_the_root(denial({"StringNotLike": {"aws:PrincipalArn": EXEMPT}}))
    answer = never(layers, NOBODY_ELSE)
    assert isinstance(answer, Broken)
    assert str(answer.request.value("aws:PrincipalArn")).count(":") > 5
    assert not decide(layers.control, answer.request).denied


def test_action_of_tomorrow_breaks_a_list_of_those_of_today() -> None:
    """A list of names does not keep away from what AWS adds to the service."""
    listed = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"]
    scope = Scope(("cloudtrail:Delete*", "cloudtrail:StopLogging"), resources=(TRAIL,))
    answer = never(at_the_root(denial(Action=listed)), Scope(scope.actions, conditions={}))
    assert isinstance(answer, Broken)
    assert answer.expected == "denied"


def test_always_names_the_statement_that_denies() -> None:
    """A broken `always` comes with level and Sid, and a request that a person can read."""
    answer = always(at_the_root(denial()), STOP)
    assert isinstance(answer, Broken)
    assert answer.deciding == (("root", "Trail"),)
    assert answer.request.resource.endswith(":trail/baseline-trail")


EXACT = [
    ([STOP], False),
    ([Scope(("cloudtrail:*",), resources=(TRAIL,))], True),
    ([Scope(("cloudtrail:*",))], False),
    ([Scope(("cloudtrail:*",), resources=(TRAIL,)), Scope(("s3:GetObject",))], False),
]


@pytest.mark.parametrize(("scopes", "holds"), EXACT, ids=["less", "exact", "wider", "more"])
def test_exactly(scopes: list[Scope], holds: bool) -> None:
    """What is denied is what is declared: not less, nor more, today and tomorrow."""
    spared: Condition = {"ArnNotLike": {"aws:PrincipalArn": "arn:*:iam::*:role/aws-service-role/*"}}
    within = Scope(("*",), conditions=spared)
    answer = exactly(at_the_root(denial()), scopes, within)
    assert isinstance(answer, Proved if holds else Broken)
    assert not holds or later(at_the_root(denial()), scopes, within) == {}


OWN = {"Sid": "Own", "Effect": "Allow", "Action": "iam:ChangePassword"}


USER: Condition = {"Null": {"aws:username": "false"}}


def test_own_user_and_nobody_elses() -> None:
    """A variable is proved for every name: one's own user is allowed, another's is not."""
    own = Level("self", [_identity("arn:aws:iam::*:user/${aws:username}")])
    layers = Layers(identity=[own])
    resources = ("arn:aws:iam::*:user/${aws:username}",)
    others = Scope(("iam:ChangePassword",), False, resources, True, USER)
    assert always(layers, Scope(("iam:ChangePassword",), False, resources, False, USER)) == Proved()
    assert never(layers, others) == Proved()


def test_name_that_a_pattern_singles_out_is_found() -> None:
    """A pattern beside the variable that fits some names only is found by such a name."""
    policies = [
        Level("self", [_identity("arn:aws:iam::*:user/${aws:username}")]),
        Level("more", [_identity("arn:aws:iam::*:user/admin-*")]),
    ]
    resources = ("arn:aws:iam::*:user/${aws:username}",)
    answer = never(
        Layers(identity=policies), Scope(("iam:ChangePassword",), False, resources, True, USER)
    )
    assert isinstance(answer, Broken)
    assert ":user/admin-" in answer.request.resource


def _identity(resource: str) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{**OWN, "Resource": resource}]}


def test_wildcard_beside_a_variable_is_never_proved() -> None:
    """Text beside a variable is tried with some names: that breaks a promise, but proves none."""
    policy = _identity("arn:aws:iam::*:user/${aws:username}*")
    own, any_user = "arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:user/*"
    layers = Layers(identity=[Level("self", [policy])])
    broken = never(layers, Scope(("iam:ChangePassword",), False, (own,), True, USER))
    assert isinstance(broken, Broken)
    assert broken.request.resource == "arn:aws:iam::111122223333:user/annapp"
    open_still = never(layers, Scope(("iam:CreateUser",), False, (any_user,), False, USER))
    assert open_still == Proved()
    unknown = always(layers, Scope(("iam:ChangePassword",), False, (own,), False, USER))
    assert isinstance(unknown, Unknown)
    assert "no whole part of a path" in unknown.reason


OPEN = {
    "another key as variable": ({}, "arn:aws:s3:::x/${aws:PrincipalTag/team}", "not proved about"),
    "many values, no set operator": (
        {"StringEquals": {"aws:TagKeys": "a"}},
        "*",
        "AWS does not say whether a statement matches it",
    ),
}


@pytest.mark.parametrize(("condition", "resource", "reason"), OPEN.values(), ids=list(OPEN))
def test_what_is_open_is_unknown(condition: dict[str, Any], resource: str, reason: str) -> None:
    """What AWS leaves open, or the engine was not written for, is no proof, and it says why."""
    denied = {"Sid": "D", "Effect": "Deny", "Action": "*", "Resource": resource}
    answer = never(at_the_root({**denied, "Condition": condition}), Scope(("*",)))
    assert isinstance(answer, Unknown | Broken)
    if isinstance(answer, Unknown):
        assert reason in answer.reason


def test_callers_without_an_account_meet_resource_policies() -> None:
    """Where only resource control policies stand, a caller may have no ARN, as services do."""
    condition = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:*"}}
    statement = {**denial(condition, Resource="*", Action="s3:*"), "Principal": "*"}
    layers = Layers(resource=[Level("r", [{"Version": "2012-10-17", "Statement": [statement]}])])
    answer = always(layers, Scope(("s3:GetObject",)))
    assert isinstance(answer, Broken)
    service: Condition = {"Null": {"aws:PrincipalArn": "true"}}
    assert isinstance(always(layers, Scope(("s3:GetObject",), conditions=service)), Broken)


ALARMS = "arn:aws:cloudwatch:*:*:alarm"


def test_what_goes_through_does_so_in_both_readings() -> None:
    """An alarm whose name holds another's ARN is denied if a wildcard spans colons: no proof."""
    denied = denial(Action="cloudwatch:*", Resource=f"{ALARMS}:baseline-*")
    own = Scope(("cloudwatch:DeleteAlarms",), resources=(f"{ALARMS}:own-*",))
    for answer in (
        always(at_the_root(denied), own),
        exactly(at_the_root(denied), (), own),
    ):
        assert isinstance(answer, Unknown)
        assert "alarm:own-:alarm:baseline-" in answer.reason
    partition = denial(Action="*", Resource="arn:*:s3:::baseline-*")
    answer = always(at_the_root(partition), own)
    assert isinstance(answer, Unknown)
    assert "alarm:own-:s3:::baseline-" in answer.reason
    queues = denial(Action="sqs:*", Resource="arn:aws:sqs:*:*:baseline-*")
    other = Scope(("sqs:DeleteQueue",), resources=("arn:aws:sqs:*:*:own-*",))
    assert exactly(at_the_root(queues), (), other) == Proved()


def test_a_broad_pattern_is_held_against_every_service() -> None:
    """A pattern for any service is found to deny what is said to go through in one of them."""
    broad = denial(Action="*", Resource="arn:aws:*:*:*:*secret*")
    answer = exactly(at_the_root(broad), (), Scope(("sqs:SendMessage",)))
    assert isinstance(answer, Broken)
    assert answer.request.resource.startswith("arn:aws:sqs:")


def test_later_actions_are_named() -> None:
    """A wildcard beyond the declared names is exact today, and is named for what comes later."""
    denied = denial(Action=["cloudtrail:StopLog*", "cloudtrail:Remove*"], Resource="*")
    scopes = [Scope(("cloudtrail:StopLogging", "cloudtrail:Remove*")), Scope(("s3:NewVerb*",))]
    within = Scope(("*",), conditions=NOT_EXEMPT)
    assert exactly(at_the_root(denied), scopes, within) == Proved()
    assert later(at_the_root(denied), scopes, within) == {
        "cloudtrail:StopLog*": "denied",
        "s3:NewVerb*": "not denied",
    }


def test_retiring_a_grant_is_bound_by_no_resource_policy() -> None:
    """`kms:RetireGrant` goes through whatever resource control policies say, every other not."""
    keys = {**denial(Action="kms:*", Resource="*"), "Principal": "*"}
    layers = Layers(resource=[Level("r", [{"Version": "2012-10-17", "Statement": [keys]}])])
    bound: Condition = {"ArnNotLike": {"aws:PrincipalArn": "arn:*:iam::*:role/aws-service-role/*"}}
    assert always(layers, Scope(("kms:RetireGrant",), conditions=bound)) == Proved()
    assert never(layers, Scope(("kms:CreateGrant", "kms:Retired*"), conditions=bound)) == Proved()
    answer = never(layers, Scope(("kms:*",), conditions=bound))
    assert isinstance(answer, Broken)
    assert answer.request.action == "kms:RetireGrant"
