"""Policies are measured as AWS receives them."""

from __future__ import annotations

from baseline.policy.documents import Statement, compact, document, non_ascii, size_chars, values

STATEMENT: Statement = {
    "Sid": "DenyLeaving",
    "Effect": "Deny",
    "Action": ["organizations:LeaveOrganization"],
    "Resource": "*",
}


def test_document_keeps_the_order_of_statements() -> None:
    """A document is of the version with variables and holds its statements in order."""
    other: Statement = {**STATEMENT, "Sid": "Other"}
    assert document(STATEMENT, other) == {
        "Version": "2012-10-17",
        "Statement": [STATEMENT, other],
    }


def test_size_counts_compact_json() -> None:
    """The size is that of the JSON without whitespace between its tokens."""
    text = (
        '{"Version":"2012-10-17","Statement":[{"Sid":"DenyLeaving","Effect":"Deny",'
        '"Action":["organizations:LeaveOrganization"],"Resource":"*"}]}'
    )
    assert compact(document(STATEMENT)) == text
    assert size_chars(document(STATEMENT)) == len(text)


def test_characters_outside_ascii_are_found_once_each() -> None:
    """Each character that would be counted differently in bytes is listed once, in order."""
    statement: Statement = {**STATEMENT, "Action": ["s3:\u00fc\u00fc\u00e9"]}
    assert non_ascii(document(STATEMENT)) == ()
    assert non_ascii(document(statement)) == ("\u00e9", "\u00fc")
    assert size_chars(document(statement)) == len(compact(document(statement)))


def test_one_value_reads_like_a_list_of_one() -> None:
    """AWS takes a single string where a list may stand, and so do readers."""
    assert values("s3:*") == ["s3:*"]
    assert values(["s3:*", "ec2:*"]) == ["s3:*", "ec2:*"]
