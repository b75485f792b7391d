"""Random policies and requests, in which what is hard about AWS's language comes up often."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from baseline.policy.decide import Level, Request, decide_call
from baseline.policy.refusals import UndecidedError
from tests.policy.proof.statement_masks import StatementMasks

ACTIONS = (
    *("s3:GetObject", "s3:PutObject", "iam:CreateRole", "sts:GetCallerIdentity"),
    "kms:RetireGrant",
)
PATTERNS = ("s3:*", "S3:Get*", "iam:?reateRole", "*", "s3:PutObject", "kms:Retire*")
RESOURCES = (
    "*",
    "arn:aws:s3:::a/x",
    "arn:aws:s3:::a:b/x",
    "arn:aws:lambda:eu-west-1:111122223333:function:a:b",
    "arn:aws:iam::111122223333:user/ann",
)
ARNS = (
    *("*", "arn:aws:s3:::a*", "arn:*:s3:::*/x", "arn:aws:lambda:*:*:b"),
    *("arn:aws:iam::*:user/${aws:username}", "arn:aws:lambda:*:*:function:?"),
)
CALLERS = (
    "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:role/:role/baseline/app",
    "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X",
)
CONDITIONS: tuple[dict[str, Any], ...] = (
    {},
    {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/baseline/*"}},
    {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/baseline/*"}},
    {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}},
    {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    {"Null": {"aws:username": "true"}, "NumericLessThan": {"s3:max-keys": "5"}},
    {"ForAnyValue:StringLike": {"aws:TagKeys": "a*"}},
    {"ForAllValues:StringNotEquals": {"aws:TagKeys": ["a", "b"]}},
    {"StringEquals": {"aws:TagKeys": "a"}},
    {"StringEqualsIgnoreCase": {"aws:username": "${aws:PrincipalTag/name, 'Ann'}"}},
    {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
    {"DateGreaterThan": {"aws:CurrentTime": "2026-11-24T00:00:00Z"}},
)
KEYS: dict[str, tuple[Any, ...]] = {
    "aws:PrincipalArn": CALLERS,
    "aws:RequestedRegion": ("eu-west-1", "eu-north-1"),
    "aws:MultiFactorAuthPresent": ("true", "false"),
    "aws:username": ("ann", "ANN", "a*"),
    "s3:max-keys": ("4", "5", "many"),
    "aws:TagKeys": (("a",), ("a", "b"), ("c",), "a"),
    "aws:PrincipalTag/name": ("ann",),
    "aws:SourceIp": ("192.0.2.7", "203.0.113.7"),
    "aws:CurrentTime": ("2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z"),
}


@dataclass(frozen=True)
class Policies:
    """The levels of one drawn organization and the policies of one caller."""

    control: list[Level]
    identity: list[Level]
    resource: list[Level]


def policies(chance: Random) -> Policies:
    """Draw policies; at most levels everything is allowed, as it is in organizations."""
    return Policies(
        [_level(chance, name, chance.random() < 0.9) for name in ("root", "unit")],
        [_level(chance, "caller", chance.random() < 0.8)],
        [_level(chance, "owner", allows=False, principal=True)],
    )


def request(chance: Random) -> Request:
    """Draw a request; each key is there or not."""
    context = {key: chance.choice(each) for key, each in KEYS.items() if chance.random() < 0.6}
    return Request(chance.choice(ACTIONS), chance.choice(RESOURCES), context)


def disagreements(seed: int, sets: int, requests: int) -> list[str]:
    """Compare masks and the naive evaluator on so many sets of policies times requests."""
    chance = Random(seed)  # noqa: S311
    found = []
    for _ in range(sets):
        drawn = policies(chance)
        masks = StatementMasks(drawn.control, drawn.resource, drawn.identity)
        for _ in range(requests):
            asked = request(chance)
            by_masks = masks.verdict(asked.action, asked.resource, asked.context).answer
            naive = _naive(drawn, asked)
            if by_masks != naive:
                found.append(f"{naive}, by masks {by_masks}: {asked} with {drawn}")
    return found


def _naive(drawn: Policies, asked: Request) -> str:
    try:
        verdict = decide_call(drawn.control, drawn.identity, asked, drawn.resource)
    except UndecidedError:
        return "unknown"
    return "denied" if verdict.denied else "not denied"


def _level(chance: Random, name: str, allows: bool, *, principal: bool = False) -> Level:
    statements = [_statement(chance, principal) for _ in range(chance.randint(0, 4))]
    everything = [{"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}]
    statements += everything if allows else []
    return Level(name, [{"Version": "2012-10-17", "Statement": statements}])


def _statement(chance: Random, principal: bool) -> dict[str, Any]:
    action = "NotAction" if chance.random() < 0.3 else "Action"
    resource = "NotResource" if chance.random() < 0.3 else "Resource"
    return {
        "Sid": chance.choice("ABC"),
        "Effect": "Deny" if principal or chance.random() < 0.6 else "Allow",
        action: chance.sample(PATTERNS, chance.randint(1, 2)),
        resource: chance.sample(ARNS, chance.randint(1, 2)),
        "Condition": chance.choice(CONDITIONS),
        **({"Principal": "*"} if principal else {}),
    }
