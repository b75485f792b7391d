"""Condition operators, among them those that people get wrong.

Source of every row: IAM User Guide, condition operators, set operators, policy variables.
"""

import pytest

from emulator.authorisation import conditions, patterns

_ROLE = "arn:aws:iam::111122223333:role"


@pytest.mark.parametrize(
    ("operator", "actual", "wanted", "expected"),
    [
        ("StringEquals", "a", ["b", "a"], True),
        ("StringEquals", "A", ["a"], False),
        ("StringEquals", "abc", ["a*"], False),
        ("StringEquals", "a*", ["a*"], True),
        ("StringEquals", None, ["a"], False),
        ("StringEqualsIfExists", None, ["a"], True),
        ("StringEqualsIfExists", "b", ["a"], False),
        ("StringNotEquals", None, ["a"], True),
        ("StringNotEquals", "b", ["a", "b"], False),
        ("StringNotEquals", "c", ["a", "b"], True),
        ("StringNotEqualsIfExists", None, ["a"], True),
        ("StringEqualsIgnoreCase", "A", ["a"], True),
        ("StringNotEqualsIgnoreCase", "A", ["a"], False),
        ("StringLike", "abc", ["a?c"], True),
        ("StringLike", "ac", ["a?c"], False),
        ("StringNotLike", "abc", ["a*", "z"], False),
        ("StringLike", f"{_ROLE}/:role/b/g", ["arn:*:iam::*:role/b/g"], True),
        ("ArnLike", f"{_ROLE}/:role/b/g", ["arn:*:iam::*:role/b/g"], False),
        ("ArnNotLike", f"{_ROLE}/:role/b/g", ["arn:*:iam::*:role/b/g"], True),
        ("ArnEquals", f"{_ROLE}/a", ["arn:aws:iam::*:role/?"], True),
        ("ArnLike", f"{_ROLE}/a", ["arn:aws:*"], False),
        ("ArnLike", f"{_ROLE}/a", [f"{_ROLE}/A"], False),
        ("ArnNotEquals", None, [f"{_ROLE}/a"], True),
        ("Bool", "true", ["True"], True),
        ("Bool", None, ["false"], False),
        ("BoolIfExists", None, ["false"], True),
        ("BoolIfExists", "true", ["false"], False),
        ("Null", None, ["true"], True),
        ("Null", "x", ["true"], False),
        ("Null", "x", ["false"], True),
        ("Null", None, ["false"], False),
        ("NumericLessThan", "5", ["10"], True),
        ("NumericLessThan", "5", ["5"], False),
        ("NumericLessThanEquals", "5", ["5"], True),
        ("NumericNotEquals", None, ["5"], True),
        ("NumericGreaterThan", "text", ["5"], False),
        ("DateGreaterThan", "2026-01-02T00:00:00Z", ["2026-01-01T00:00:00Z"], True),
        ("DateLessThan", "1767225600", ["2026-01-02"], True),
        ("IpAddress", "10.1.2.3", ["10.0.0.0/8"], True),
        ("NotIpAddress", "10.1.2.3", ["10.0.0.0/8"], False),
        ("NotIpAddress", None, ["10.0.0.0/8"], True),
        ("ForAllValues:StringEquals", None, ["a"], True),
        ("ForAllValues:StringEquals", ["a", "b"], ["a"], False),
        ("ForAllValues:StringEquals", ["a", "b"], ["b", "a", "c"], True),
        ("ForAnyValue:StringEquals", None, ["a"], False),
        ("ForAnyValue:StringEqualsIfExists", None, ["a"], False),
        ("ForAnyValue:StringNotLike", None, ["a"], False),
        ("ForAnyValue:StringNotEquals", ["a", "b"], ["a"], True),
        ("ForAllValues:StringNotEquals", ["b", "c"], ["a"], True),
        ("stringlike", "abc", ["a*"], True),
    ],
)
def test_operator_answers_as_aws_documents_it(
    operator: str, actual: str | list[str] | None, wanted: list[str | None], expected: bool
) -> None:
    """One operator on one key, missing, single or multi-valued."""
    assert conditions.holds(operator, actual, wanted) is expected


@pytest.mark.parametrize("operator", ["StringMatches", "ForNoValue:StringEquals2", ""])
def test_unknown_operator_is_never_guessed(operator: str) -> None:
    """An operator AWS does not have cannot be judged, whatever the key is."""
    with pytest.raises(conditions.UnknownOperatorError):
        conditions.holds(operator, "a", ["a"])


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("user/${aws:username}", "user/ann", True),
        ("user/${aws:username}", "user/team/ann", False),
        ("user/${AWS:UserName}", "user/ann", True),
        ("${missing}", "", False),
        ("${missing, 'x'}", "x", True),
        ("a${*}b", "a*b", True),
        ("a${*}b", "axb", False),
        ("a${?}b", "axb", False),
        ("${wild}", "star*", True),
        ("${wild}", "starfish", False),
    ],
)
def test_variable_is_filled_in_and_its_value_is_literal(
    pattern: str, value: str, expected: bool
) -> None:
    """A variable stands for its value, in which `*` is a star; without one nothing matches."""
    known = {"aws:username": "ann", "wild": "star*"}
    made = patterns.expand(pattern, lambda key: known.get(key.lower()))
    assert (made is not None and patterns.matches(value, made)) is expected


def test_variable_of_the_old_version_is_text() -> None:
    """Without Version 2012-10-17 `${...}` means itself."""
    assert patterns.expand("${aws:username}", None) == "${aws:username}"
