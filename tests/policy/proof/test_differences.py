"""Differences are complete, none where both decide alike, and told so that people can read them."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from baseline.policy.decide import Level, decide
from baseline.policy.proof.boxes import boxes
from baseline.policy.proof.differences import differences
from baseline.policy.proof.labels import Told
from baseline.policy.proof.questions import Layers

ALLOW = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}
LINKED = "arn:*:iam::*:role/aws-service-role/*"
REGIONS = {
    "Sid": "Regions",
    "Effect": "Deny",
    "NotAction": ["iam:*", "sts:*"],
    "Resource": "*",
    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "eu-west-2"]}},
}
ROLES = {
    "Sid": "Roles",
    "Effect": "Deny",
    "Action": ["iam:Delete*", "iam:Update*"],
    "Resource": "arn:aws:iam::*:role/baseline/*",
    "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}},
}


def _layers(*statements: dict[str, Any]) -> Layers:
    return Layers([Level("root", [{"Version": "2012-10-17", "Statement": [ALLOW, *statements]}])])


SAME = {
    "order": [ROLES, REGIONS],
    "split in two": [
        REGIONS,
        {**ROLES, "Action": "iam:Delete*"},
        {**ROLES, "Action": "iam:Update*"},
    ],
    "another Sid, and case of actions": [
        {**REGIONS, "Sid": "R", "NotAction": ["IAM:*", "STS:*"]},
        ROLES,
    ],
    "a statement twice": [REGIONS, REGIONS, ROLES],
    "IfExists on a negated test": [
        REGIONS,
        {**ROLES, "Condition": {"ArnNotLikeIfExists": ROLES["Condition"]["ArnNotLike"]}},  # type: ignore[index]
    ],
}


@pytest.mark.parametrize("statements", SAME.values(), ids=list(SAME))
def test_what_decides_alike_is_no_difference(statements: list[dict[str, Any]]) -> None:
    """Policies that read otherwise and decide the same have no difference."""
    assert differences(_layers(REGIONS, ROLES), _layers(*statements)) == []


def test_region_more() -> None:
    """One more region is told by itself, with today's actions and those of tomorrow."""
    more = {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "eu-west-2", "eu-north-1"]}}
    (change,) = differences(_layers(REGIONS), _layers({**REGIONS, "Condition": more}))
    assert (change.was, change.now) == ("denied", "not denied")
    assert change.when == (
        Told("aws:principalarn", among=False, patterns=(LINKED,)),
        Told("aws:requestedregion", among=True, patterns=("eu-north-1",)),
    )
    assert len(change.actions) > 20_000
    assert change.tomorrow
    assert change.example.value("aws:RequestedRegion") == "eu-north-1"


def test_one_action_more() -> None:
    """One more action is denied, on the resources and for the callers that the statement names."""
    more = {**ROLES, "Action": [*ROLES["Action"], "iam:TagRole"]}
    (change,) = differences(_layers(ROLES), _layers(more))
    assert (change.was, change.now, change.actions) == ("not denied", "denied", ("iam:TagRole",))
    assert change.when == (
        Told("resource", among=True, patterns=("arn:aws:iam::*:role/baseline/*",)),
        Told("aws:principalarn", among=False, patterns=(LINKED, "arn:aws:iam::*:role/admin")),
    )


def test_example_is_decided_differently() -> None:
    """The example of a change is one for the plain evaluator too."""
    old, new = _layers(REGIONS, ROLES), _layers(ROLES)
    for change in differences(old, new):
        verdicts = [decide(each.control, change.example).denied for each in (old, new)]
        assert verdicts == [change.was == "denied", change.now == "denied"]


@pytest.mark.parametrize("seed", range(10))
def test_boxes_are_the_combinations(seed: int) -> None:
    """Products hold every combination once, and no other."""
    chance = Random(seed)  # noqa: S311
    meant = {one for one in product(range(3), range(2), range(4)) if chance.random() < 0.5}
    told = [one for box in boxes(meant) for one in product(*box)]
    assert len(told) == len(meant)
    assert set(told) == meant
