"""Every value that a request can have is tried, and a question that none can meet is no proof."""

from __future__ import annotations

import pytest

from baseline.policy.documents import Condition
from baseline.policy.proof.questions import Broken, Proved, Scope, Unknown, always, never
from tests.policy.proof.trail import NOT_EXEMPT, STOP, at_the_root, denial

TAGS = {"named like a key of AWS": ("Account", "????????????"), "empty": ("owner", "?*")}


@pytest.mark.parametrize(("name", "denied"), TAGS.values(), ids=list(TAGS))
def test_tags_hold_any_text(name: str, denied: str) -> None:
    """A tag's value may be any text or none, whatever the tag is called."""
    key = f"aws:RequestTag/{name}"
    layers = at_the_root(denial({"StringLike": {key: denied}}, Action="sqs:*", Resource="*"))
    scope: Condition = {"StringLike": {key: "*"}, **NOT_EXEMPT}
    answer = never(layers, Scope(("sqs:CreateQueue",), conditions=scope))
    assert isinstance(answer, Broken)
    assert answer.request.value(key) is not None


def test_variable_before_the_last_part_is_never_proved() -> None:
    """A variable as account in a condition is tried with few accounts, so it proves nothing."""
    role = "arn:aws:iam::{}:role/x"
    denied = denial({"ArnLike": {"aws:PrincipalArn": role.format("111122223333")}}, Resource="*")
    own: Condition = {"ArnLike": {"aws:PrincipalArn": role.format("${aws:PrincipalAccount}")}}
    answer = never(at_the_root(denied), Scope(STOP.actions, conditions=own))
    assert isinstance(answer, Unknown)
    assert "no whole part of a path" in answer.reason


OTHER_VALUES: dict[str, tuple[Condition, Condition, str]] = {
    "ü, not é": (
        {"StringEquals": {"aws:RequestTag/owner": "é"}},
        {"StringEquals": {"aws:RequestTag/owner": "ü"}},
        "ü",
    ),
    "all but some beyond ASCII": (
        {"StringEquals": {"aws:RequestTag/owner": ["é", "ü", "ñ", *"a1x-/:.=", ""]}},
        {"StringLike": {"aws:RequestTag/owner": ["?"]}, "Null": {"aws:RequestTag/owner": "false"}},
        " ",
    ),
    "a line break": ({}, {"StringEquals": {"aws:RequestTag/owner": "\n"}}, "\n"),
    "other bytes": (
        {"BinaryEquals": {"aws:RequestTag/owner": "b3RoZXI="}},
        {"Null": {"aws:RequestTag/owner": "false"}},
        "b3RoZXJvdGhlcg==",
    ),
}


@pytest.mark.parametrize(
    ("denied", "meant", "value"), OTHER_VALUES.values(), ids=list(OTHER_VALUES)
)
def test_every_value_that_a_scope_names_is_tried(
    denied: Condition, meant: Condition, value: str
) -> None:
    """A value that no policy denies is found, be it of other letters than English has."""
    layers = at_the_root(denial(denied, Action="sqs:*", Resource="*")) if denied else at_the_root()
    answer = never(layers, Scope(("sqs:CreateQueue",), conditions={**meant, **NOT_EXEMPT}))
    assert isinstance(answer, Broken)
    assert answer.request.value("aws:RequestTag/owner") == value


def test_case_beyond_ascii_is_open() -> None:
    """How AWS ignores the case of other letters is not known, so nothing is proved by it."""
    denied = denial({"StringEqualsIgnoreCase": {"aws:RequestTag/owner": "straße"}}, Resource="*")
    answer = never(at_the_root(denied), STOP)
    assert isinstance(answer, Unknown)
    assert answer.reason == "case is ignored beyond ASCII (got 'straße')"


NOT_MEANT = {
    "resources that no such action acts on": Scope(
        ("s3:GetObject",), resources=("arn:aws:iam::*:role/x",)
    ),
    "no such caller": Scope(
        ("s3:GetObject",), conditions={"ArnLike": {"aws:PrincipalArn": "arn:aws:s3:::*"}}
    ),
    "no such action": Scope(("s3:GetObjct",)),
}


@pytest.mark.parametrize("scope", NOT_MEANT.values(), ids=list(NOT_MEANT))
def test_nothing_is_proved_of_requests_that_are_none(scope: Scope) -> None:
    """A question that no request can meet is no proof, whatever the policies deny."""
    for layers in (at_the_root(), at_the_root(denial(Action="*", Resource="*"))):
        assert always(layers, scope) == Unknown("no request is meant")
        if scope.conditions:
            assert never(layers, scope) == Unknown("no request is meant")


def test_one_action_that_is_none_is_told() -> None:
    """A misspelt name among others is no action of today, so nothing is proved to go through."""
    answer = always(at_the_root(), Scope(("s3:GetObject", "s3:GetObjct")))
    assert answer == Unknown("no action of today is like s3:GetObjct")
    assert always(at_the_root(), Scope(("s3:GetObject", "s3:Put*"))) == Proved()


def test_presence_of_an_empty_tag_is_open() -> None:
    """AWS does not say whether an empty tag is absent, so `Null` on a tag proves nothing of it."""
    key = "aws:RequestTag/owner"
    scope: Condition = {"StringNotLike": {key: "?*"}, **NOT_EXEMPT}
    denied = denial({"Null": {key: "true"}}, Action="sqs:*", Resource="*")
    answer = never(at_the_root(denied), Scope(("sqs:CreateQueue",), conditions=scope))
    assert isinstance(answer, Unknown)
    assert answer.reason.endswith(": AWS does not say whether a statement matches it")
    clear = denial({"StringNotLike": {key: "?*"}}, Action="sqs:*", Resource="*")
    assert never(at_the_root(clear), Scope(("sqs:CreateQueue",), conditions=scope)) == Proved()
