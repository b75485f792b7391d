"""ARNs known in part are held against patterns without guessing the rest."""

from __future__ import annotations

import itertools

import pytest

from baseline.policy.patterns import like
from baseline.replay.globs import _covers, _meets, covers, meets

TRAIL = "arn:aws:cloudtrail:*:*:trail"


@pytest.mark.parametrize(
    ("pattern", "known", "answer"),
    [
        (f"{TRAIL}/baseline-trail", f"{TRAIL}/baseline-trail", "covers"),
        (f"{TRAIL}/baseline-*", f"{TRAIL}/*", "meets"),
        (f"{TRAIL}/*", f"{TRAIL}/*", "covers"),
        (f"{TRAIL}/?", f"{TRAIL}/*", "meets"),
        (f"{TRAIL}/other", f"{TRAIL}/baseline-*", "neither"),
        ("arn:aws:iam::*:role/baseline/*", "arn:aws:iam::*:role/*app", "meets"),
        ("arn:aws:iam::*:role/stacksets-exec-*", "arn:aws:iam::*:role/app", "neither"),
        ("arn:aws:kms:*:*:key/*", "arn:aws:kms:*:*:alias/*", "neither"),
        ("arn:aws:lambda:*:*:a-?", "arn:aws:lambda:us-east-1:1:layer:a-b", "meets"),
        ("*", "arn:aws:iam::*:role/*", "covers"),
        ("arn:aws:iam::*:role/*", "*", "neither"),
    ],
    ids=str,
)
def test_readings(pattern: str, known: str, answer: str) -> None:
    """A pattern covers, only meets, or has nothing to do with what is known of an ARN."""
    found = "covers" if covers(pattern, known) else "meets" if meets(pattern, known) else "neither"
    assert found == answer


def test_against_every_word() -> None:
    """Over all short words, meeting is having a match in common, covering is matching all."""
    words = ["".join(each) for n in range(5) for each in itertools.product("ab", repeat=n)]
    patterns = ["".join(each) for n in range(4) for each in itertools.product("a*?", repeat=n)]
    matched = {each: {word for word in words if like(each, word)} for each in patterns}
    for one, other in itertools.product(patterns, repeat=2):
        assert _meets(one, other) == bool(matched[one] & matched[other]), (one, other)
        assert not _covers(one, other) or matched[other] <= matched[one], (one, other)
