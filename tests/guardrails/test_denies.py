"""What guardrails declare to deny is what their statements deny, over a grid of requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from baseline.guardrails import CATALOGUE, Denial, Guardrail, Who
from baseline.policy.documents import Statement
from tests.guardrails.comparison import answers, calls


@pytest.mark.parametrize("guardrail", CATALOGUE.values(), ids=list(CATALOGUE))
def test_declared_denials_are_the_denied_requests(guardrail: Guardrail) -> None:
    """A request of the grid is denied if and only if one of the declarations speaks of it."""
    seen = set()
    for answer in answers(guardrail):
        assert answer.denied == answer.declared, answer
        seen.add(answer.denied)
    assert True in seen, f"{guardrail.name}: no call of the grid is one that it declares to deny"


def _denying(**changes: str) -> Callable[[object], tuple[Statement, ...]]:
    statement = {"Sid": "DenyQueuePurge", "Effect": "Deny", "Action": "sqs:PurgeQueue"}
    return lambda _: ({**statement, "Resource": "*", **changes},)  # type: ignore[typeddict-item]


PURGE = Guardrail(
    name="deny_queue_purge",
    sid="DenyQueuePurge",
    bundle="protection",
    default_place="units",
    why="One call empties a queue.",
    breaks="Nobody empties a queue at once.",
    source="Service Authorization Reference, Amazon SQS, read 2026-11-24",
    denies=(Denial(actions=("sqs:PurgeQueue",), resources=("*",), who=Who.EVERYBODY),),
    statements=_denying(),
)
"""A guardrail over a service that no table of calls knows."""
QUEUES = "arn:{partition}:sqs:*:*:{prefix}-*"
OTHERS = {
    "one-action": PURGE,
    "some-actions": replace(
        PURGE,
        denies=(replace(PURGE.denies[0], actions=("sqs:Delete*",)),),
        statements=_denying(Action="sqs:Delete*"),
    ),
    "some-resources": replace(
        PURGE,
        denies=(replace(PURGE.denies[0], resources=(QUEUES,)),),
        statements=_denying(Resource="arn:aws:sqs:*:*:baseline-*"),
    ),
    "some-circumstances": replace(
        PURGE,
        denies=(replace(PURGE.denies[0], when=(("aws:ResourceTag/kept", ("yes",)),)),),
        statements=_denying(
            Condition={"StringEquals": {"aws:ResourceTag/kept": "yes"}}  # type: ignore[arg-type]
        ),
    ),
    "a-known-service": replace(
        PURGE,
        denies=(replace(PURGE.denies[0], actions=("s3:PutBucketTagging",)),),
        statements=_denying(Action="s3:PutBucketTagging"),
    ),
}
"""Guardrails of whose actions no table has a call."""


@pytest.mark.parametrize("guardrail", OTHERS.values(), ids=list(OTHERS))
def test_what_no_table_knows_is_called_all_the_same(guardrail: Guardrail) -> None:
    """A right guardrail of a fork is compared over denied and allowed calls, without a new row."""
    test_declared_denials_are_the_denied_requests(guardrail)
    service = guardrail.denies[0].actions[0].partition(":")[0]
    about = {a.denied for a in answers(guardrail) if a.call.action.startswith(f"{service}:")}
    assert about == {True, False}


SLIPS = {
    "too-wide-an-action": (PURGE, {"Action": "sqs:*"}),
    "another-action": (PURGE, {"Action": "sqs:DeleteQueue"}),
    "too-narrow-a-resource": (PURGE, {"Resource": "arn:aws:sqs:*:*:team-*"}),
    "too-wide-a-resource": (OTHERS["some-resources"], {"Resource": "*"}),
    "a-circumstance-left-out": (OTHERS["some-circumstances"], {}),
}


@pytest.mark.parametrize(("guardrail", "changes"), SLIPS.values(), ids=list(SLIPS))
def test_a_slip_in_it_is_seen(guardrail: Guardrail, changes: dict[str, str]) -> None:
    """Statements that deny more, less or something else than declared differ in a call."""
    slipped = replace(guardrail, statements=_denying(**changes))
    assert [each for each in answers(slipped) if each.denied != each.declared]


def test_a_service_nobody_calls_is_called_with_all_it_has() -> None:
    """The neighbours of a declared action are those of its service."""
    made = {each.action for each in calls(PURGE) if each.action.startswith("sqs:")}
    assert {"sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SendMessage"} <= made
