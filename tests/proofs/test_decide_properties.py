"""What must hold for all policies and requests: denials add up, order and writing do not matter."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from baseline.policy.decide import Level, Request, Verdict, decide
from baseline.policy.refusals import UndecidedError

ACTIONS = ["s3:GetObject", "s3:Get*", "S3:*", "iam:CreateRole", "*", "s3:?etObject"]
ARNS = [
    "*",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::${aws:username}/*",
    "arn:*:s3:::?/x",
    "arn:aws:s3:::b",
]
CONDITIONS: list[dict[str, Any]] = [
    {"StringEquals": {"aws:username": ["a", "b"]}},
    {"StringNotLike": {"aws:username": "a*"}},
    {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}},
    {"ForAnyValue:StringLike": {"aws:TagKeys": ["a*"]}},
    {"StringEquals": {"aws:TagKeys": "a"}},
    {"Null": {"aws:username": "true"}, "NumericLessThan": {"s3:max-keys": "5"}},
]
STATEMENTS = st.fixed_dictionaries(
    {
        "Sid": st.text("abc", max_size=3),
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "element": st.sampled_from(["Action", "NotAction"]),
        "actions": st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3),
        "where": st.sampled_from(["Resource", "NotResource"]),
        "resources": st.lists(st.sampled_from(ARNS), min_size=1, max_size=3),
        "Condition": st.sampled_from([{}, *CONDITIONS]),
    }
).map(
    lambda made: {
        **{key: made[key] for key in ("Sid", "Effect", "Condition")},
        made["element"]: made["actions"],
        made["where"]: made["resources"],
    }
)
LEVELS = st.lists(st.lists(STATEMENTS, max_size=4), min_size=1, max_size=3)
REQUESTS = st.builds(
    Request,
    st.sampled_from(["s3:GetObject", "s3:PutObject", "iam:CreateRole"]),
    st.sampled_from(["*", "arn:aws:s3:::a/x", "arn:aws:s3:::b", "arn:aws:s3:::a/y:z"]),
    st.fixed_dictionaries(
        {},
        optional={
            "aws:username": st.sampled_from(["a", "b", "a*", ""]),
            "aws:MultiFactorAuthPresent": st.sampled_from(["true", "false"]),
            "aws:TagKeys": st.sampled_from([("a",), ("a", "b"), ("c",)]),
            "s3:max-keys": st.sampled_from(["4", "6", "many"]),
        },
    ),
)
Statements = Sequence[Sequence[dict[str, Any]]]
MANY = settings(max_examples=300, deadline=None, derandomize=True)


def _asked(levels: Statements, request: Request) -> Verdict | None:
    """Decide, or return nothing where it is open."""
    made = [
        Level(str(number), [{"Version": "2012-10-17", "Statement": list(statements)}])
        for number, statements in enumerate(levels)
    ]
    try:
        return decide(made, request)
    except UndecidedError:
        return None


def _answer(levels: Statements, request: Request) -> bool | None:
    found = _asked(levels, request)
    return found.denied if found else None


@MANY
@given(LEVELS, STATEMENTS, REQUESTS)
def test_a_deny_more_never_allows(
    levels: Statements, statement: dict[str, Any], request: Request
) -> None:
    """With one more Deny, what was denied is denied, and what was open is not allowed."""
    more = [[*levels[0], {**statement, "Effect": "Deny"}], *levels[1:]]
    before, after = _answer(levels, request), _answer(more, request)
    assert after is True if before else (before is False or after is not False)


@MANY
@given(LEVELS, STATEMENTS, REQUESTS)
def test_an_allow_more_never_denies(
    levels: Statements, statement: dict[str, Any], request: Request
) -> None:
    """With one more Allow, what was not denied is not denied."""
    more = [[*levels[0], {**statement, "Effect": "Allow"}], *levels[1:]]
    assert _answer(levels, request) is not False or _answer(more, request) is False


@MANY
@given(LEVELS, REQUESTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(levels: Statements, request: Request, chance: random.Random) -> None:
    """Levels, statements, actions, resources and keys of a condition may stand in any order."""

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shuffled(value[key]) for key in shuffled(list(value))}
        if not isinstance(value, list):
            return value
        return [shuffled(each) for each in chance.sample(value, len(value))]

    assert _answer(shuffled([list(each) for each in levels]), request) == _answer(levels, request)


@MANY
@given(LEVELS, REQUESTS)
def test_writing_does_not_matter(levels: Statements, request: Request) -> None:
    """A list of one may be a text, and a statement may stand in a document of its own."""

    def short(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: short(each) for key, each in value.items()}
        return value[0] if isinstance(value, list) and len(value) == 1 else value

    made = [
        Level(
            str(number),
            [{"Version": "2012-10-17", "Statement": short(statement)} for statement in statements],
        )
        for number, statements in enumerate(levels)
    ]
    try:
        found: Verdict | None = decide(made, request)
    except UndecidedError:
        found = None
    assert found == _asked(levels, request)


@MANY
@given(LEVELS, REQUESTS)
def test_case_of_actions_and_keys_does_not_matter(levels: Statements, request: Request) -> None:
    """Actions and names of keys may be written in any case, in the policy and in the request."""
    context = {key.upper(): value for key, value in request.context.items()}
    loud = [
        [
            {
                key: [each.upper() for each in value] if key.endswith("Action") else value
                for key, value in statement.items()
            }
            for statement in statements
        ]
        for statements in levels
    ]
    other = Request(request.action.upper(), request.resource, context)
    assert _asked(loud, other) == _asked(levels, request)
