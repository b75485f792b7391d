"""The comparison of guardrails leaves no request out, and tells first what matters most."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from baseline.config import load
from baseline.promises.read import shipped
from baseline.review.guarded import guarded_by_config
from baseline.review.guardrail_diff import compare
from baseline.review.guardrail_report import as_markdown
from tests.assemblies import CONFIGURATIONS
from tests.review.test_guardrail_diff import DENY, ROLE, changes, guarded

BUCKETS = ["arn:aws:s3:::baseline-logs-*", "arn:aws:s3:::other"]
ON_BUCKETS: dict[str, Any] = {
    "Sid": "Deny",
    "Effect": "Deny",
    "Action": "s3:DeleteBucket",
    "Resource": BUCKETS,
    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}},
}


def _with(condition: dict[str, Any]) -> dict[str, Any]:
    return {**DENY, "Condition": condition}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([ON_BUCKETS], [{**ON_BUCKETS, "Resource": each} for each in BUCKETS]),
        ([ON_BUCKETS], [{**ON_BUCKETS, "Sid": "B"}, {**ON_BUCKETS, "Resource": BUCKETS[::-1]}]),
        (
            [_with({})],
            [_with({"Null": {"aws:SourceVpc": each}}) for each in ("true", "false")],
        ),
        (
            [_with({"StringLike": {"aws:PrincipalTag/team": ["a*", "ab*"]}})],
            [_with({"StringLike": {"aws:PrincipalTag/team": "a*"}})],
        ),
        (
            [_with({"StringNotEquals": {"aws:PrincipalTag/team": "a"}})],
            [_with({"StringNotEqualsIfExists": {"aws:PrincipalTag/team": "a"}})],
        ),
    ],
    ids=["by-resource", "reordered", "by-presence", "one-pattern-in-another", "if-exists"],
)
def test_equal_decisions_are_an_empty_page(old: list[Any], new: list[Any]) -> None:
    """Statements split, joined or written otherwise print nothing if they decide the same."""
    for before, after in ((old, new), (new, old)):
        assert as_markdown(compare(guarded(*before), guarded(*after))) == ""


def test_empty_tags_are_not_defined() -> None:
    """AWS does not say whether a tag with an empty value is there, so that is told, and no more."""
    split = [_with({"Null": {"aws:PrincipalTag/team": each}}) for each in ("true", "false")]
    (place,) = compare(guarded(_with({})), guarded(*split))
    assert place.changes == ()
    assert place.unknown == ("iam:CreateUser: AWS does not say whether a statement matches it",)


def test_one_region_more() -> None:
    """A region added to those allowed is told alone, with the resources that it is about."""
    regions = {"aws:RequestedRegion": ["eu-west-1", "us-east-1", "eu-north-1"]}
    wider = {**ON_BUCKETS, "Condition": {"StringNotEquals": regions}}
    (change,) = changes(guarded(ON_BUCKETS), guarded(wider))
    assert (change.denied, change.regions, change.keys) == (False, "eu-north-1", ())
    assert change.on == tuple(sorted(BUCKETS))
    assert change.opens == ("arn:aws:s3:::baseline-logs-*",)


@pytest.mark.parametrize("way", [1, -1], ids=["added", "removed"])
def test_one_region_more_in_the_shipped_configuration(way: int) -> None:
    """A region opens nothing that other guardrails on the way still protect, and none is unsure."""
    shipped = load(CONFIGURATIONS["default"])
    wider = shipped.model_copy(update={"allowed_regions": (*shipped.allowed_regions, "eu-north-1")})
    (place,) = compare(*map(guarded_by_config, (shipped, wider)[::way]))
    assert place.unknown == ()
    assert {(each.denied, each.guardrail, each.regions) for each in place.changes} == {
        (way == -1, "deny_other_regions", "eu-north-1")
    }
    assert {name for each in place.changes for name in each.opens} == set()


def test_a_region_opens_what_nothing_else_protects() -> None:
    """Without the guardrail at the root, a region opens the baseline's alarms, and says so."""
    shipped = load(CONFIGURATIONS["default"])
    kept = tuple(each for each in shipped.guardrails if each != "protect_baseline_resources")
    bare = shipped.model_copy(update={"guardrails": kept})
    wider = bare.model_copy(update={"allowed_regions": (*bare.allowed_regions, "eu-north-1")})
    (place,) = compare(guarded_by_config(bare), guarded_by_config(wider))
    opened = {name for each in place.changes for name in each.opens}
    assert "arn:aws:cloudwatch:*:*:alarm:baseline-*" in opened
    assert "arn:aws:s3:::baseline-logs-*" not in opened


@pytest.mark.parametrize(
    ("who", "actions", "opened"),
    [
        ("stacksets-exec-*", ["sns:DeleteTopic"], ()),
        ("app", ["sns:Publish"], ()),
        ("app", ["sns:DeleteTopic"], ("arn:aws:sns:*:*:baseline-*",)),
    ],
    ids=["whom-promises-spare", "what-they-leave", "what-they-deny"],
)
def test_only_what_promises_deny_is_opened(
    who: str, actions: list[str], opened: tuple[str, ...]
) -> None:
    """What promises let through, by caller or by action, opens no protected resource."""
    only = {"ArnLike": {"aws:PrincipalArn": f"{ROLE}/{who}"}}
    (change,) = changes(guarded({**_with(only), "Action": actions}), guarded())
    assert change.opens == opened


def test_what_no_promise_names_is_opened_by_any_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """A protected resource of a fork's own, which no promise names, is opened by what writes."""
    queue = "arn:{partition}:sqs:*:*:company-*"
    own = replace(shipped(), protected=(*shipped().protected, queue))
    monkeypatch.setattr("baseline.review.promised.promised", lambda: own)
    for action, opened in (("sqs:DeleteQueue", 1), ("sqs:GetQueueUrl", 0)):
        (change,) = changes(guarded({**_with({}), "Action": [action]}), guarded())
        assert change.opens == ("arn:aws:sqs:*:*:company-*",) * opened


def test_one_action_more() -> None:
    """An action added to a statement is told alone; a pattern tells of actions yet to come."""
    for added, to_come in (("iam:TagUser", ()), ("iam:TagUs*", ("iam:tagus*",))):
        (change,) = changes(guarded(DENY), guarded({**DENY, "Action": [*DENY["Action"], added]}))
        assert (change.denied, change.actions) == (True, ("iam:TagUser",))
        assert change.yet_to_come == to_come


@pytest.mark.parametrize(
    ("old", "new", "who"),
    [
        (["ops-*"], ["ops-??*"], f"`{ROLE}/ops-*` but not `{ROLE}/ops-??*`"),
        (["*-a", "b-*"], ["*-a"], f"`{ROLE}/b-*` but not `{ROLE}/*-a`"),
    ],
    ids=["shorter-than-any-example", "only-beside-another-pattern"],
)
def test_what_examples_would_miss(old: list[str], new: list[str], who: str) -> None:
    """A change is found that no example of a pattern, made by filling it in, would show."""
    before, after = (
        _with({"ArnNotLike": {"aws:PrincipalArn": [f"{ROLE}/{each}" for each in patterns]}})
        for patterns in (old, new)
    )
    (change,) = changes(guarded(before), guarded(after))
    assert (change.denied, change.who) == (True, who)


def test_what_matters_most_comes_first() -> None:
    """Stopped work comes before what is opened, and both before the rest."""
    stops = {**DENY, "Sid": "Work", "Action": "lambda:*", "Condition": {}}
    opens = {**ON_BUCKETS, "Sid": "Opened"}
    rest = {**DENY, "Sid": "Rest", "Action": "glue:*", "Condition": {}}
    page = as_markdown(compare(guarded(opens, rest), guarded(stops)))
    lines = [each for each in page.splitlines() if each.startswith("- ")]
    assert lines[0].startswith("- **stops work")
    assert [line.split(" by `")[1].split("`")[0] for line in lines] == ["Work", "Opened", "Rest"]
    assert "cdk-execution" in lines[0]
    assert "`arn:aws:s3:::baseline-logs-*`" in lines[1]
