"""Random mutations of the shipped policies: each is seen by the difference, or changes nothing."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from baseline.policy.decide import Level, decide
from baseline.policy.documents import values
from baseline.policy.proof.differences import differences
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from tests.promises.subjects import subject

MUTATIONS = range(80)
SAMPLES = 400
CALLERS = ("role/app", "role/stacksets-exec-1", "role/baseline/app", "root", "user/ann")
Statement = dict[str, Any]


def _levels(place: str) -> list[Level]:
    return list(subject("default").levels(place))


def _mutated(levels: Sequence[Level], chance: Random) -> tuple[list[Level], Statement]:
    """Change one denial of the levels; return it as it was too."""
    documents = copy.deepcopy([list(each.documents) for each in levels])
    denials = [
        (document["Statement"], at)
        for listed in documents
        for document in listed
        for at, each in enumerate(document["Statement"])
        if each["Effect"] == "Deny"
    ]
    statements, at = chance.choice(denials)
    before = copy.deepcopy(statements[at])
    statements[at : at + 1] = chance.choice(CHANGES)(statements[at], chance)
    names = (each.name for each in levels)
    return [Level(name, listed) for name, listed in zip(names, documents, strict=True)], before


def _shorter(element: str) -> Any:
    def change(statement: Statement, chance: Random) -> list[Statement]:
        listed = values(statement.get(element, []))
        if len(listed) > 1:
            statement[element] = [each for each in listed if each != chance.choice(listed)]
        return [statement]

    return change


def _renamed(statement: Statement, chance: Random) -> list[Statement]:
    """Give a condition another operator, or take it away."""
    condition = statement.get("Condition", {})
    if condition:
        name = chance.choice(sorted(condition))
        tests = condition.pop(name)
        turned = {"ArnNotLike": "StringNotLike", "StringNotEquals": "StringEquals", "Null": None}
        other = turned.get(name, f"{name}IfExists")
        if other and other not in condition:
            condition[other] = tests
    return [statement]


def _narrower(statement: Statement, _: Random) -> list[Statement]:
    """Write out a wildcard at the end of the first resource."""
    first = values(statement.get("Resource", "*"))[0]
    if first != "*":
        statement["Resource"] = first.removesuffix("*") + ("x" if first.endswith("*") else "")
    return [statement]


CHANGES: Sequence[Any] = (
    lambda statement, chance: [],
    lambda statement, chance: [statement, statement],
    _shorter("Action"),
    _shorter("NotAction"),
    _shorter("Resource"),
    _renamed,
    _narrower,
)


@pytest.mark.parametrize("seed", MUTATIONS)
def test_is_seen_or_changes_nothing(seed: int) -> None:
    """A mutation is seen by the difference, or no request finds one either."""
    chance = Random(seed)  # noqa: S311
    before = _levels(chance.choice(("workloads", "sandbox")))
    after, statement = _mutated(before, chance)
    found = list(differences(before, after))
    for _ in range(0 if found else SAMPLES):
        asked = _request(statement, chance)
        assert _decided(before, asked) == _decided(after, asked), asked


def _request(statement: Statement, chance: Random) -> Request:
    """Ask something that the statement speaks of, or nearly."""
    action = chance.choice(values(statement.get("Action", ["s3:GetObject", "ec2:RunInstances"])))
    resource = chance.choice([*values(statement.get("Resource", "*")), "*"])
    context: dict[str, str] = {
        "aws:PrincipalArn": f"arn:aws:iam::111122223333:{chance.choice(CALLERS)}",
        "aws:RequestedRegion": chance.choice(("us-east-1", "us-west-2", "eu-north-1")),
    }
    tests: Mapping[str, Any] = statement.get("Condition", {})
    for key, wanted in ((key, each) for test in tests.values() for key, each in test.items()):
        if key not in context and chance.random() < 0.7:
            context[key] = _plain(chance.choice(values(wanted)))
    return Request(_plain(action), _plain(resource) if resource != "*" else "*", context)


def _plain(pattern: str) -> str:
    return "s3:GetObject" if pattern == "*" else pattern.replace("*", "x").replace("?", "x")


def _decided(levels: Sequence[Level], asked: Request) -> str:
    try:
        return "denied" if decide(levels, asked).denied else "not denied"
    except UndecidedError:
        return "unknown"


def test_most_are_seen() -> None:
    """Removing a statement is always seen, unless another one denies all that it denies."""
    before = _levels("sandbox")
    unseen = []
    for level in before:
        for document in level.documents:
            for statement in document["Statement"]:
                kept = {
                    **document,
                    "Statement": [o for o in document["Statement"] if o != statement],
                }
                after = [
                    Level(each.name, [kept if one == document else one for one in each.documents])
                    for each in before
                ]
                if not [*differences(before, after)]:
                    unseen.append(statement["Sid"])
    assert unseen == []
