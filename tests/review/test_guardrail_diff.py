"""A change of guardrails is told by what it decides, and only by that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baseline.checks.stacks import read_stacks
from baseline.config import load
from baseline.guardrails import CATALOGUE, GuardrailContext
from baseline.policy.documents import document
from baseline.review.guarded import (
    AttachedPolicy,
    Guarded,
    Place,
    guarded_by_config,
    guarded_by_stacks,
)
from baseline.review.guardrail_changes import GuardrailChange, PlaceChanges
from baseline.review.guardrail_diff import compare, unjudged
from baseline.review.guardrail_report import MOST_LINES, as_markdown
from tests.assemblies import CONFIGURATIONS, assembly
from tests.guardrails.decision_table import GUARDRAILS, rows

CASES = Path(__file__).parent / "guardrail_diffs"
CONTEXT = GuardrailContext("aws", "baseline", ("eu-west-1",))
ROLE = "arn:aws:iam::*:role"
DENY: dict[str, Any] = {
    "Sid": "Deny",
    "Effect": "Deny",
    "Action": ["iam:CreateUser", "iam:DeleteUser"],
    "Resource": "*",
    "Condition": {"ArnNotLike": {"aws:PrincipalArn": f"{ROLE}/baseline/people"}},
}


def guarded(*statements: Any) -> Guarded:
    """An organization with nothing but a root, and one policy on it."""
    policy = AttachedPolicy("policy", document(*statements))
    root = Place("root", "root", ("root",))
    return Guarded("baseline", "eu-west-1", (root,), {"root": (policy,)}, {})


def changes(old: Guarded, new: Guarded) -> list[GuardrailChange]:
    """The changes at the root."""
    return [change for place in compare(old, new) for change in place.changes]


@pytest.mark.parametrize(
    "case",
    [
        "guardrail_moved",
        "leaving_allowed",
        "refactored",
        "region_added",
        "unit_added_and_removed",
    ],
)
def test_told_as_reviewed(case: str, request: pytest.FixtureRequest) -> None:
    """The change from the old file to another is told in the reviewed words; none in none."""
    old, new = (guarded_by_config(load(CASES / f"{name}.yaml")) for name in ("old", case))
    told, reviewed = as_markdown(compare(old, new)), CASES / f"{case}.md"
    if request.config.getoption("update_snapshots"):
        reviewed.write_text(told, encoding="utf-8")
    assert told == reviewed.read_text(encoding="utf-8")
    assert len(told.splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "statements",
    [
        [{**DENY, "Action": ["iam:DeleteUser", "iam:CreateUser"]}],
        [{**DENY, "Action": "iam:CreateUser"}, {**DENY, "Sid": "B", "Action": "iam:DeleteUser"}],
        [{**DENY, "Action": ["IAM:createuser", "iam:DeleteUser", "iam:DeleteUser"]}],
        [DENY, {**DENY, "Sid": "Same", "Action": "iam:CreateUser"}],
        [{**DENY, "Resource": ["*", f"{ROLE}/*"]}],
    ],
    ids=["reordered", "split", "case", "twice", "more-of-the-same"],
)
def test_nothing_is_told_of_a_refactoring(statements: list[Any]) -> None:
    """Statements that read otherwise and decide the same are no change."""
    assert compare(guarded(DENY), guarded(*statements)) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            {**DENY, "Action": ["iam:CreateUser"]},
            (False, "everybody but `arn:aws:iam::*:role/baseline/people`", ("iam:DeleteUser",)),
        ),
        (
            {**DENY, "Condition": {"ArnNotLike": {"aws:PrincipalArn": f"{ROLE}/baseline/*"}}},
            (
                False,
                "`arn:aws:iam::*:role/baseline/*` but not `arn:aws:iam::*:role/baseline/people`",
                ("iam:CreateUser", "iam:DeleteUser"),
            ),
        ),
        (
            {key: each for key, each in DENY.items() if key != "Condition"},
            (
                True,
                "`arn:aws:iam::*:role/baseline/people`",
                ("iam:CreateUser", "iam:DeleteUser"),
            ),
        ),
    ],
    ids=["verb-forgotten", "exemption-widened", "exemption-gone"],
)
def test_a_change_names_who_and_what(statement: Any, told: tuple[Any, ...]) -> None:
    """A change is told with its direction, its callers and its actions, each exactly."""
    (change,) = changes(guarded(DENY), guarded(statement))
    assert (change.denied, change.who, change.actions) == told


def test_a_change_names_resource_region_and_keys() -> None:
    """What a change hangs on is told, and nothing that it does not hang on."""
    statement = {
        "Sid": "Deny",
        "Effect": "Deny",
        "Action": "ec2:RunInstances",
        "Resource": "arn:aws:ec2:*:*:instance/*",
        "Condition": {
            "StringNotEquals": {"aws:RequestedRegion": "eu-west-1"},
            "StringLike": {"ec2:InstanceType": ["p*", "g*"]},
            "Bool": {"aws:SecureTransport": ["true"]},
        },
    }
    (change,) = changes(guarded(), guarded(statement))
    assert change == GuardrailChange(
        denied=True,
        guardrail="Deny",
        who="everybody",
        actions=("ec2:RunInstances",),
        on=("arn:aws:ec2:*:*:instance/*",),
        regions="not eu-west-1",
        keys=("aws:SecureTransport is true", "ec2:InstanceType is g* or p*"),
    )


def test_a_guardrail_goes_by_its_name() -> None:
    """A statement of the catalogue is told by its guardrail."""
    statements = CATALOGUE["deny_leave_organization"].statements(CONTEXT)
    (change,) = changes(guarded(*statements), guarded())
    assert (change.denied, change.guardrail) == (False, "deny_leave_organization")
    assert change.actions == ("organizations:AcceptHandshake", "organizations:LeaveOrganization")


def test_what_cannot_be_judged_is_told() -> None:
    """A policy that the evaluator does not know yields no change, but a line that says so."""
    odd = {**DENY, "Condition": {"NumericBetween": {"aws:MultiFactorAuthAge": "5"}}}
    (place,) = compare(guarded(), guarded(odd))
    assert place.changes == ()
    assert place.unknown == ("iam:CreateUser: statement Deny: unknown operator NumericBetween",)
    assert "- **cannot be judged**: iam:CreateUser" in as_markdown([place])


def test_other_policy_types_are_named_where_they_differ() -> None:
    """A policy of another type is not judged; a difference in it is said."""
    old, new = (
        Guarded(
            "baseline", "eu-west-1", (), {}, {("root", "baseline-root-data"): {"Version": each}}
        )
        for each in ("1", "2")
    )
    assert unjudged(old, old) == []
    assert unjudged(old, new) == ["`baseline-root-data` on root"]
    assert "`baseline-root-data` on root" in as_markdown([], unjudged(old, new))


@pytest.mark.parametrize(
    ("sections", "each", "left"),
    [(40, 1, "30 more places; --json has all"), (2, 100, "- 77 more lines; --json has all")],
    ids=["places", "lines"],
)
def test_a_long_report_is_cut(sections: int, each: int, left: str) -> None:
    """A report keeps to its most lines; places come short alike, and what is left is told."""
    lines = tuple(
        GuardrailChange(denied=True, guardrail=f"g{number}", who="everybody", actions=("a:B",))
        for number in range(each)
    )
    told = as_markdown([PlaceChanges((f"Unit{number}",), lines) for number in range(sections)])
    assert len(told.splitlines()) <= MOST_LINES
    assert told.splitlines()[-1] == left


def test_no_row_of_the_decision_tables_is_overlooked() -> None:
    """With the root's guardrails gone, every action that a row denied by them is told.

    A statement about every action is left out: it would make the test pass by itself.
    """
    chain = [
        statement
        for name in GUARDRAILS["root"]
        for statement in _statements(name)
        if statement.get("Action") != "*"
    ]
    found = changes(guarded(*chain), guarded())
    told = {action.lower() for change in found for action in change.actions}
    sids = {statement["Sid"] for statement in chain}
    denied = {row.does.lower() for row in rows() if row.denied_by in sids}
    assert len(denied) > 20
    assert denied <= told


def _statements(name: str) -> tuple[Any, ...]:
    return CATALOGUE[name].statements(CONTEXT)


def test_many_places_are_told_by_the_few_that_differ() -> None:
    """A long list of places is told by its exceptions, or by its first few."""
    change = GuardrailChange(denied=True, guardrail="g", who="everybody", actions=("a:B",))
    every = ["root", *(f"Unit{number}" for number in range(11))]
    headings = {
        "## everywhere but Unit10": every[:-1],
        "## everywhere": every,
        "## the root, Unit0, Unit1, Unit2, Unit3, 2 more": every[:7],
    }
    for heading, paths in headings.items():
        told = as_markdown([PlaceChanges(tuple(paths), (change,))], places=[*every])
        assert heading in told.splitlines(), told


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_an_assembly_says_the_same_as_its_configuration(name: str) -> None:
    """Places and policies read from templates are those of the configuration."""
    made = assembly(name)
    read, written = guarded_by_stacks(read_stacks(made.folder)), guarded_by_config(made.config)
    assert (read.prefix, read.partition) == (written.prefix, written.partition)
    assert read.places == written.places
    assert read.policies == {key: each for key, each in written.policies.items() if each}
