"""What is asked of no request, of actions to come, or of many values is never proved by chance."""

from __future__ import annotations

import pytest

from baseline.policy.documents import Condition
from baseline.policy.proof.questions import Broken, Proved, Scope, Unknown, always, never
from tests.policy.proof.trail import NOT_EXEMPT, at_the_root, denial

IDLE = {
    "an action on another kind": (
        Scope(("s3:GetObject", "s3:ListBucket"), resources=("arn:aws:s3:::data-*/*",)),
        "s3:ListBucket acts on no such resource",
    ),
    "a resource of another service": (
        Scope(("s3:GetObject",), resources=("arn:aws:s3:::data-*/*", "arn:aws:s3:eu:::data")),
        "no such action acts on arn:aws:s3:eu:::data",
    ),
    "an action that is misspelt": (
        Scope(("s3:GetObject", "s3:ListBukcet")),
        "no action of today is like s3:ListBukcet",
    ),
}


@pytest.mark.parametrize(("scope", "reason"), IDLE.values(), ids=IDLE)
def test_what_takes_part_in_no_request_is_not_proved_to_go_through(
    scope: Scope, reason: str
) -> None:
    """An action that is denied where it can be called is not proved where it cannot be."""
    denied = denial(Action="s3:ListBucket", Resource="arn:aws:s3:::data-*")
    assert always(at_the_root(denied), scope) == Unknown(reason)


def test_actions_of_tomorrow_on_all_but_some_resources() -> None:
    """They may act on anything, so what denies those of today keeps nobody away from them."""
    own = ["arn:aws:iam::*:user/own"]
    actions = ("iam:CreateAccessKey", "iam:CreateX*")
    scope = Scope(actions, resources=tuple(own), not_resources=True, conditions=NOT_EXEMPT)
    every = {"Sid": "Keys", "Effect": "Deny", "Action": "iam:Create*", "NotResource": own}
    answer = never(at_the_root({**every, "Action": "iam:CreateAccessKey"}), scope)
    assert isinstance(answer, Broken)
    assert answer.request.action.startswith("iam:createx")
    assert never(at_the_root(every), scope) == Proved()


@pytest.mark.parametrize(
    ("action", "key", "answer"),
    [
        ("kms:Encrypt", "kms:ResourceAliases", Unknown),
        ("dynamodb:GetItem", "dynamodb:Attributes", Unknown),
        ("events:PutEvents", "events:Metadata/team", Unknown),
        ("kms:Encrypt", "kms:ViaService", Proved),
    ],
)
def test_keys_of_services_with_many_values(action: str, key: str, answer: type) -> None:
    """Compared without a set operator, such a key leaves open what happens to many of them."""
    condition: Condition = {"StringEquals": {key: ["x"]}}
    denied = denial(condition, Action=action, Resource="*")
    scope = Scope((action,), conditions={**condition, **NOT_EXEMPT})
    assert isinstance(never(at_the_root(denied), scope), answer)
