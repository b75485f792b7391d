"""Every difference that is found is one: the naive evaluator says so of its requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest

from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.policy.decide import Level, decide
from baseline.policy.documents import document
from baseline.policy.proof.cells import ABSENT
from baseline.policy.proof.differences import Difference, differences
from baseline.policy.proof.dimensions import Value
from baseline.policy.proof.questions import Scope
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from tests.guardrails.resource_decision_table import resource_rows

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
    usual: dict[str, Value] = {"aws:principalarn": ROLE, "aws:requestedregion": "eu-west-1"}
    judged = 0
    for action, values, change in _cases(differences(before, after)):
        request = _request(action, usual | values)
        assert change == _judged(before, after, request), request
        judged += 1
    assert judged


def _judged(before: list[Level], after: list[Level], request: Request) -> str:
    try:
        was, now = (decide(levels, request).denied for levels in (before, after))
    except UndecidedError:
        return "not defined"
    return TOLD[was, now]


SHIPPED: Any = [
    statement
    for each in RESOURCE_GUARDRAILS.values()
    for statement in each.statements(ResourceContext(partner_accounts=("444455556666",)))
]
TRANSPORT, OUTSIDE, DEPUTY = SHIPPED
ANOTHER = ResourceContext(partner_accounts=("777788889999",))


@pytest.mark.parametrize(
    "new",
    [
        [],
        [each for name in RESOURCE_GUARDRAILS.values() for each in name.statements(ANOTHER)],
        [TRANSPORT, DEPUTY, {**OUTSIDE, "Action": ["s3:*", "sts:AssumeRole"]}],
        [TRANSPORT, OUTSIDE, {**DEPUTY, "Resource": "arn:aws:s3:::logs-*"}],
        [{**each, "Condition": {}} for each in SHIPPED],
    ],
    ids=["all-gone", "another-partner", "fewer-services", "one-bucket", "everybody"],
)
def test_the_naive_evaluator_agrees_about_resources(new: list[Any]) -> None:
    """So it is of resource control policies, whoever calls: each combination, and each caller.

    A call of the decision table is among what is told to change where it does, and only there.
    """
    before, after = ([Level("root", [document(*each)])] for each in (SHIPPED, new))
    found = list(differences(before, after, of_resources=True))
    judged = 0
    for action, values, change in _cases(found):
        was, now = _reached(before, after, _request(action, values))
        assert change == TOLD[was, now], values
        judged += 1
    assert judged
    for row in resource_rows():
        was, now = _reached(before, after, row.request())
        # The comparison leaves out whom no policy binds, and calls that there are not.
        if row.who != "service-linked-role" and row.over != "unknown":
            told = {name for each in found for name in _told_of(each, row.request())}
            assert told == ({TOLD[was, now]} if was != now else set()), row


def _told_of(difference: Difference, request: Request) -> Iterator[str]:
    """Yield what is told to become of one request, by the scope that holds nothing else."""
    tested = {key for each in SHIPPED for tests in each["Condition"].values() for key in tests}
    context = {key: request.value(key) for key in tested}
    conditions: Any = {
        "StringEquals": {key: [value] for key, value in context.items() if value is not None},
        "Null": {key: ["true"] for key, value in context.items() if value is None},
    }
    scope = Scope((request.action,), resources=(request.resource,), conditions=conditions)
    acting = frozenset(name for each in difference.actions for name in each.names)
    acting &= {request.action}
    for way in ("newly denied", "newly allowed"):
        cases = [case for case, each in difference.outcomes.items() if each.change == way]
        if difference.holds(cases, acting, scope.statement()):
            yield way


def _reached(before: list[Level], after: list[Level], request: Request) -> tuple[bool, bool]:
    was, now = (decide((), request, levels).denied for levels in (before, after))
    return was, now


def _cases(found: Iterable[Difference]) -> Iterator[tuple[str, dict[str, Value], str]]:
    """Yield an action, the values and what becomes of it, for each combination."""
    for each in found:
        names = [axis.dimension.name for axis in each.axes]
        for case, outcome in each.outcomes.items():
            cells = [axis.cells[cell] for axis, cell in zip(each.axes, case, strict=True)]
            for values in product(*(cell[:2] for cell in cells)):
                action = each.actions[0].names[0]
                yield action, dict(zip(names, values, strict=True)), outcome.change


OWN = "arn:aws:iam::*:user/${aws:username}"


def _found(*new: Any, old: Any = ()) -> list[Difference]:
    before, after = ([Level("root", [document(ALLOW, *each)])] for each in (old, new))
    return list(differences(before, after))


def test_callers_that_policies_tell_apart() -> None:
    """What only callers of some names meet is found, and told to be theirs."""
    admins = {"StringLike": {"aws:username": "admin-*"}}
    (only,) = _found(_deny("iam:DeleteUser", OWN, admins))
    told = {
        axis.dimension.name: [axis.matched(cell) for cell in range(len(axis.cells))]
        for axis in only.axes
    }
    admin = [frozenset({"admin-*"})]
    others = [frozenset[str](), frozenset({ABSENT})]
    assert sorted(told["aws:username"], key=len) == [admin, others]
    assert frozenset({OWN}) in {kind for kinds in told["resource"] for kind in kinds}
    users = list(told).index("aws:username")
    changed = [case for case, each in only.outcomes.items() if each.change == "newly denied"]
    assert {case[users] for case in changed} == {told["aws:username"].index(admin)}


def test_a_name_that_only_another_pattern_knows() -> None:
    """Two denials are the same for most callers, and not for one whose name a pattern holds."""
    spared = {**_deny("iam:DeleteUser", OWN), "Sid": "Own"}
    both = {**spared, "Resource": [OWN, "arn:aws:iam::*:user/admin-*"]}
    assert _found(both, old=[spared])
    assert not _found(spared, old=[{**spared, "Sid": "Other"}])


def test_too_many_combinations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take too long to compare is told as open, not left out."""
    monkeypatch.setattr("baseline.policy.proof.differences.MOST_COMBINATIONS", 1)
    *_, last = _found(_deny("iam:DeleteUser", OWN))
    assert "more than 1 combinations" in last.undecided


def test_wildcard_beside_a_variable_is_not_judged() -> None:
    """Text beside a variable leaves a change open, after what it shows with some names."""
    *_, last = _found(_deny("iam:DeleteUser", f"{OWN}-*"))
    assert "no whole part of a path" in last.undecided


def test_what_only_one_reading_changes_is_not_defined() -> None:
    """A denial that holds only if a wildcard spans colons is a change that AWS leaves open."""
    (alarms,) = _found(_deny("cloudwatch:*", "arn:aws:cloudwatch:*:*:alarm:b-*"))
    assert {each.change for each in alarms.outcomes.values()} == {
        "newly denied",
        "not defined",
        "not denied",
    }
    (queues,) = _found(_deny("sqs:*", "arn:aws:sqs:*:*:b-*"))
    assert {each.change for each in queues.outcomes.values()} == {"newly denied", "not denied"}


def test_what_an_unchanged_denial_leaves_open_is_no_reason() -> None:
    """What is no longer denied is told where one reading still denies it, by what stays."""
    stays, goes = _deny("cloudwatch:*", "arn:aws:cloudwatch:*:*:alarm:b-*"), _deny("cloudwatch:*")
    for old, new, way in (([stays, goes], [stays], "allowed"), ([stays], [stays, goes], "denied")):
        (alarms,) = _found(*new, old=old)
        changed = {each.readings for each in alarms.outcomes.values() if "newly" in each.change}
        assert {each.change for each in alarms.outcomes.values()} == {
            f"newly {way}",
            "still denied",
        }
        assert changed == {("by part", "across"), ("by part",)}
        cases = [case for case, each in alarms.outcomes.items() if each.change == f"newly {way}"]
        acting = frozenset({"cloudwatch:DeleteAlarms"})
        for name, holds in (("alarm:b-*", False), ("alarm:c", True), ("alarm:alarm:b-c", True)):
            arn = f"arn:aws:cloudwatch:eu-west-1:111122223333:{name}"
            scope = Scope(("cloudwatch:DeleteAlarms",), resources=(arn,))
            assert alarms.holds(cases, acting, scope.statement()) == holds, name


def test_what_a_new_denial_leaves_open_is_not_defined() -> None:
    """A denial that takes the place of another, and may deny less, is no denial that stays."""
    narrower = _deny("cloudwatch:*", "arn:aws:cloudwatch:*:*:alarm:b-*")
    (alarms,) = _found(narrower, old=[_deny("cloudwatch:*")])
    assert "not defined" in {each.change for each in alarms.outcomes.values()}


def _request(action: str, values: dict[str, Value]) -> Request:
    context = {name: value for name, value in values.items() if value is not None}
    return Request(action, str(context.pop("resource", "*")), context)
