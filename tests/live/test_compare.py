"""Which ways of writing a value mean the same, and which do not."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.live.compare import as_policy, as_set, as_tags, part_of, plain
from baseline.live.observed import Form


def _statement(**elements: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", **elements}]}


SAME: dict[str, tuple[Form, Any, Any]] = {
    "a number and its text": (plain, 365, "365"),
    "a truth and its text": (plain, {"A": True}, {"A": "true"}),
    "a set in another order": (as_set, ["b", "a"], ["a", "b"]),
    "tags in another order": (
        as_tags,
        [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
        [{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}],
    ),
    "tags as a mapping": (as_tags, [{"Key": "a", "Value": "1"}], {"a": "1"}),
    "tags and those of AWS": (
        as_tags,
        {"a": "1"},
        [{"Key": "a", "Value": "1"}, {"Key": "aws:cloudformation:stack-name", "Value": "x"}],
    ),
    "one action and a list of it": (
        as_policy,
        _statement(Action="a:b"),
        _statement(Action=["a:b"]),
    ),
    "actions in another order": (
        as_policy,
        _statement(Action=["a:b", "c:d"]),
        _statement(Action=["c:d", "a:b"]),
    ),
    "one principal and a list of it": (
        as_policy,
        _statement(Principal={"Service": "x"}),
        _statement(Principal={"Service": ["x"]}),
    ),
    "one condition value and a list of it": (
        as_policy,
        _statement(Condition={"StringEquals": {"k": "v"}}),
        _statement(Condition={"StringEquals": {"k": ["v"]}}),
    ),
    "one statement and a list of it": (
        as_policy,
        {"Statement": {"Effect": "Deny", "Action": "a:b"}},
        {"Statement": [{"Effect": "Deny", "Action": "a:b"}]},
    ),
}
OTHER: dict[str, tuple[Form, Any, Any]] = {
    "another number": (plain, 365, 366),
    "a list in another order": (plain, ["b", "a"], ["a", "b"]),
    "a set with one more": (as_set, ["a"], ["a", "b"]),
    "a tag's other value": (as_tags, {"a": "1"}, {"a": "2"}),
    "one tag more": (as_tags, {"a": "1"}, {"a": "1", "b": "2"}),
    "no tags at all": (as_tags, {"a": "1"}, None),
    "another effect": (as_policy, _statement(Action="a"), {"Statement": [{"Effect": "Allow"}]}),
    "another action": (as_policy, _statement(Action="a:b"), _statement(Action="a:c")),
    "all but an action": (as_policy, _statement(Action="a:b"), _statement(NotAction="a:b")),
    "one condition less": (
        as_policy,
        _statement(Condition={"StringEquals": {"k": "v", "l": "w"}}),
        _statement(Condition={"StringEquals": {"k": "v"}}),
    ),
    "another operator": (
        as_policy,
        _statement(Condition={"StringEquals": {"k": "v"}}),
        _statement(Condition={"StringLike": {"k": "v"}}),
    ),
    "statements in another order": (
        as_policy,
        {"Statement": [{"Sid": "A"}, {"Sid": "B"}]},
        {"Statement": [{"Sid": "B"}, {"Sid": "A"}]},
    ),
}


@pytest.mark.parametrize(("form", "one", "other"), SAME.values(), ids=SAME)
def test_forms_bring_together(form: Form, one: Any, other: Any) -> None:
    """Two ways of writing the same value have one form."""
    assert form(one) == form(other)


@pytest.mark.parametrize(("form", "one", "other"), OTHER.values(), ids=OTHER)
def test_forms_keep_apart(form: Form, one: Any, other: Any) -> None:
    """Two values that mean different things never have one form."""
    assert form(one) != form(other)


def test_part_of_drops_what_the_template_leaves_to_the_service() -> None:
    """Only what the template sets inside a property is held against it."""
    found = {"A": {"B": "1", "C": "2"}, "D": "3"}
    assert part_of(found, {"A": {"B": "x"}}) == {"A": {"B": "1"}}
    assert part_of(found, {"A": "x"}) == {"A": {"B": "1", "C": "2"}}
