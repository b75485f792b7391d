"""Every difference that is found is one: the naive evaluator says so of its requests."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from baseline.policy.decide import Level, decide
from baseline.policy.documents import document
from baseline.policy.proof.differences import differences
from baseline.policy.proof.dimensions import Value
from baseline.policy.request import Request

ALLOW: Any = {"Effect": "Allow", "Action": "*", "Resource": "*"}
IN_EUROPE: Any = {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1"]}}
NOT_OPS: Any = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ops-*"}}

ROLE = "arn:aws:iam::111122223333:role/app"
TOLD = {
    (False, False): "not denied",
    (True, True): "still denied",
    (False, True): "newly denied",
    (True, False): "newly allowed",
}


def _deny(actions: str, resource: str = "*", condition: Any = None) -> Any:
    return {
        "Effect": "Deny",
        "Action": actions,
        "Resource": resource,
        "Condition": condition or {},
    }


OLD = [_deny("s3:*", condition=IN_EUROPE), _deny("iam:*User", condition=NOT_OPS)]


@pytest.mark.parametrize(
    "new",
    [
        [],
        [_deny("s3:Put*", "arn:aws:s3:::logs-*/*", NOT_OPS), OLD[1]],
        [_deny("*", condition={**IN_EUROPE, **NOT_OPS})],
        [*OLD, _deny("s3:*", condition={"Bool": {"aws:SecureTransport": "false"}})],
        [OLD[0], _deny("iam:Create*", condition={"Null": {"aws:PrincipalTag/team": "true"}})],
    ],
    ids=["all-gone", "narrower", "wider", "one-more", "another-key"],
)
def test_the_naive_evaluator_agrees(new: list[Any]) -> None:
    """Each combination of values that is told as changed, and each that is not, is judged so."""
    before, after = ([Level("root", [document(ALLOW, *each)])] for each in (OLD, new))
    judged = 0
    for each in differences(before, after):
        names = [axis.dimension.name for axis in each.axes]
        for case, outcome in each.outcomes.items():
            cells = [axis.cells[cell] for axis, cell in zip(each.axes, case, strict=True)]
            for values in product(*(cell[:2] for cell in cells)):
                request = _request(each.actions[0].names[0], dict(zip(names, values, strict=True)))
                was, now = (decide(levels, request).denied for levels in (before, after))
                assert outcome.change == TOLD[was, now], request
                judged += 1
    assert judged


def _request(action: str, values: dict[str, Value]) -> Request:
    usual = {"aws:principalarn": ROLE, "aws:requestedregion": "eu-west-1", "resource": "*"}
    context = usual | {name: value for name, value in values.items() if value is not None}
    return Request(action, str(context.pop("resource")), context)
