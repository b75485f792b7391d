"""The engine against what is slow and simple: every word, many requests, samples of answers."""

from __future__ import annotations

from random import Random

import pytest

from baseline.policy.actions import known_actions
from baseline.policy.decide import decide, decide_call
from baseline.policy.proof.questions import (
    Answer,
    Broken,
    Layers,
    Proved,
    Scope,
    always,
    never,
)
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from baseline.policy.statements import matches
from tests.policy.proof.requests import CONDITIONS, Policies, disagreements, policies, request
from tests.policy.proof.words import drawn, searched, tried

LONGEST = 8
"""9,840 words."""
ASKED = 3_000
SAMPLES = 60
CALLER_HAS = ("aws:PrincipalArn", "aws:RequestedRegion", "aws:CurrentTime")
"""Keys that each of these requests has, because AWS gives them."""


@pytest.mark.parametrize("seed", range(100, 160))
def test_classes_are_those_of_all_words(seed: int) -> None:
    """Each set of patterns that a word matches is found, with a word as short, and no other."""
    patterns = drawn(seed)
    found, brute = searched(patterns), tried(patterns, LONGEST)
    assert {answer: size for answer, size in found.items() if size <= LONGEST} == brute


@pytest.mark.parametrize("seed", range(8))
def test_masks_agree_with_the_evaluator(seed: int) -> None:
    """On 5,600 random requests, 44,800 in all, masks and the naive evaluator say the same."""
    assert disagreements(seed, sets=70, requests=80) == []


def test_answers_hold_for_requests() -> None:
    """No random request contradicts what was proved, and every broken one is a broken one."""
    counted = {"proved": 0, "broken": 0}
    for seed in range(ASKED):
        chance = Random(seed)  # noqa: S311
        found = policies(chance)
        layers = Layers(found.control, found.resource, chance.choice((found.identity, None)))
        scope = _scope(chance)
        denied = chance.random() < 0.5
        answer = never(layers, scope) if denied else always(layers, scope)
        counted["proved"] += isinstance(answer, Proved)
        counted["broken"] += isinstance(answer, Broken)
        assert _contradiction(answer, found, layers, scope, denied, chance) is None
    assert min(counted.values()) > ASKED / 50


def _scope(chance: Random) -> Scope:
    actions = chance.choice(("s3:*", "s3:GetObject", "iam:CreateRole"))
    resources = chance.choice(("*", "arn:aws:s3:::*", "arn:aws:iam::*:user/ann"))
    return Scope((actions,), resources=(resources,), conditions=chance.choice(CONDITIONS))


def _contradiction(
    answer: Answer, found: Policies, layers: Layers, scope: Scope, denied: bool, chance: Random
) -> Request | None:
    statement = scope.statement()
    if isinstance(answer, Broken):
        asked = answer.request
        assert matches(statement, asked) is True
        return asked if _is_denied(found, layers, asked) == denied else None
    for _ in range(SAMPLES if isinstance(answer, Proved) else 0):
        asked = request(chance)
        if all(asked.value(key) for key in CALLER_HAS) and _is_real(asked, denied):
            wrong = _is_denied(found, layers, asked) is not denied
            if matches(statement, asked) is True and wrong:
                return asked
    return None


def _is_real(asked: Request, denied: bool) -> bool:
    """Leave out values that cannot be: a name with an asterisk, a number in words.

    What goes through is proved for what an action of today acts on.
    """
    action = known_actions()[asked.action.lower()]
    acts = action.acts_on(asked.resource) or (asked.resource == "*" and not action.templates)
    return (
        (denied or acts)
        and asked.value("aws:username") != "a*"
        and asked.value("s3:max-keys") != "many"
    )


def _is_denied(found: Policies, layers: Layers, asked: Request) -> bool | None:
    try:
        if layers.identity is None:
            return decide(found.control, asked, found.resource).denied
        return decide_call(found.control, found.identity, asked, found.resource).denied
    except UndecidedError:
        return None
