"""A guardrail that was edited wrongly breaks its promise, with a request that a person can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from baseline.policy.decide import Level
from baseline.promises.model import Where
from baseline.promises.read import OWN
from baseline.promises.report import as_objects, lines, notes
from tests.promises.subjects import Statement, changed, outcomes, subject


def _without(sid: str) -> Callable[[Statement], Statement | None]:
    return lambda each: None if each.get("Sid") == sid else each


def _with(sid: str, **elements: object) -> Callable[[Statement], Statement | None]:
    return lambda each: {**each, **elements} if each.get("Sid") == sid else each


EXEMPTED = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*admin*"}}
CHANGES: dict[str, tuple[Callable[[Statement], Statement | None], str, str]] = {
    "a statement is taken out": (_without("ProtectAuditTrail"), "trail", "cloudtrail:"),
    "a name that anybody can take is spared": (
        _with("ProtectLogBucket", Condition=EXEMPTED),
        "log-buckets",
        "admin",
    ),
    "an exempt role can be made": (
        _with("ProtectBaselineRolesNamedByAWS", Condition=EXEMPTED),
        "becomes-stacksets",
        "stacksets-exec-",
    ),
    "everybody is locked out": (
        _with("DenyLeaveOrganization", Action=["organizations:*", "iam:*"]),
        "must-work",
        "iam:",
    ),
    "more is denied than was declared": (
        _with("DenyRegionOptIn", Action=["account:*"]),
        "exactly",
        "account:",
    ),
    "the root user is let through": (_without("DenyMemberRootUser"), "root-user", ":root"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change(name: str) -> None:
    """The promise fails, its one line tells the request, and where."""
    change, promise, part = CHANGES[name]
    outcome = outcomes(changed(subject("default"), change), promise)[promise]
    assert outcome.state == "broken"
    first = next(lines(outcome))
    assert first.startswith(f"promises.yaml: {promise}: ")
    assert part in first
    assert " (got " in first
    assert "); " in first


def test_suspended() -> None:
    """An account that is only told to be suspended breaks its promise."""
    of = subject("default")
    loose = replace(of, control={**of.control, "suspended": ()})
    outcome = outcomes(loose, "suspended")["suspended"]
    assert outcome.state == "broken"
    assert outcome.failures[0].places == ("suspended",)


def test_carries() -> None:
    """A guardrail that is missing from a unit of the shipped file is named with the unit."""
    of = subject("default")
    units = tuple(
        each.model_copy(update={"guardrails": ()}) if each.key == "sandbox" else each
        for each in of.config.units
    )
    moved = replace(of, config=of.config.model_copy(update={"units": units}))
    outcome = outcomes(moved, "units-stay-in-regions")["units-stay-in-regions"]
    assert [line.partition("(got ")[2] for line in lines(outcome)] == [
        "no deny_other_regions in sandbox); attach it there, or take it out of the promise"
    ]


def test_tried_first() -> None:
    """Guardrails may leave the root for the unit where they are tried, but not for nowhere."""
    of = subject("default")
    at_the_root = of.config.guardrails

    def tried(names: tuple[str, ...]) -> str:
        units = tuple(
            each.model_copy(update={"guardrails": names}) if each.key == "policy-staging" else each
            for each in of.config.units
        )
        config = of.config.model_copy(update={"guardrails": (), "units": units})
        return outcomes(replace(of, config=config), "root-carries")["root-carries"].state

    assert tried(at_the_root) == "proved"
    assert tried(at_the_root[1:]) == "broken"


@pytest.mark.parametrize(
    ("where", "remedies"),
    [
        pytest.param(Where(units=("sandbx",)), ["did you mean 'sandbox'?"], id="misspelt"),
        pytest.param(
            Where(units=("root", "sandbox", "labs"), file="baseline.yaml"),
            ["correct it, or take it out of the promise"],
            id="gone",
        ),
        pytest.param(Where(units=("sandbx",), file="other.yaml"), [], id="another file"),
    ],
)
def test_units_that_are_not_there(where: Where, remedies: list[str]) -> None:
    """A unit that a fork's promise names in vain is told, by a line that says what to do."""
    of = subject("default")
    outcome = outcomes(of, "trail")["trail"]
    about = outcome.promise.model_copy(update={"where": where})
    told = list(notes(replace(outcome, promise=about, file=OWN), of))
    assert list(notes(replace(outcome, promise=about), of)) == []
    head = "own_promises.yaml: trail: names a unit that baseline.yaml does not have"
    assert [line.startswith(head) for line in told] == [True] * len(remedies)
    assert [line.partition("; ")[2] for line in told] == remedies


def test_what_lets_people_through() -> None:
    """Of a group that may do too much the statement that allows it is named first."""
    of = subject("default")
    wide: Statement = {"Sid": "Raise", "Effect": "Allow", "Action": "iam:Put*", "Resource": "*"}
    level = Level("own", [{"Version": "2012-10-17", "Statement": [wide]}])
    identity = {**of.identity, "billing": (*of.identity["billing"], level)}
    outcome = outcomes(replace(of, identity=identity), "raising-rights")["raising-rights"]
    told = list(lines(outcome))
    assert told
    assert all("; look at Raise in own, DenyAllWithoutMFA in " in line for line in told)


def test_as_objects() -> None:
    """For programs each promise has its state, and the data that the proofs rest on are named."""
    content = as_objects(list(outcomes(subject("default"), "suspended").values()))
    (only,) = content["promises"]
    assert only["state"] == "proved"
    assert only["places"] == ("suspended",)
    assert content["actions"]["date"].count("-") == 2
