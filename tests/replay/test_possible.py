"""What is known of an ARN in part is held against patterns without guessing the rest."""

from __future__ import annotations

import itertools

import pytest

from baseline.policy.documents import Statement, document
from baseline.policy.parsed import parse
from baseline.policy.patterns import like
from baseline.policy.proof.dimensions import Dimension
from baseline.policy.proof.masks import dimensions_of
from baseline.policy.proof.rules import Placed
from baseline.replay.possible import Possible

TRAIL = "arn:aws:cloudtrail:*:*:trail"
ROLE = "arn:aws:iam::*:role"
ALL, SOME, NONE, OPEN = {(1, 1)}, {(0, 0), (1, 1)}, {(0, 0)}, {(0, 1)}


def _dimension(*patterns: str) -> Dimension:
    """Read statements of which each is about one pattern."""
    statements: list[Statement] = [
        {"Sid": "S", "Effect": "Deny", "Action": "*", "Resource": each} for each in patterns
    ]
    bits = [Placed("", each) for each in parse(document(*statements))]
    return dimensions_of(bits)[1]


@pytest.mark.parametrize(
    ("pattern", "known", "masks"),
    [
        (f"{TRAIL}/baseline-trail", f"{TRAIL}/baseline-trail", ALL),
        (f"{TRAIL}/baseline-*", f"{TRAIL}/*", SOME),
        (f"{TRAIL}/*", f"{TRAIL}/*", ALL),
        (f"{TRAIL}/?", f"{TRAIL}/*", SOME),
        (f"{TRAIL}/other", f"{TRAIL}/baseline-*", NONE),
        ("arn:aws:cloudtrail:eu-*:*:trail/a", f"{TRAIL}/a", SOME),
        ("arn:aws:cloudtrail:eu-*:*:trail/a", f"{TRAIL}/b", NONE),
        (f"{ROLE}/stacksets-exec-*", f"{ROLE}/app", NONE),
        ("arn:aws:kms:*:*:key/*", "arn:aws:kms:*:*:alias/*", NONE),
        ("arn:aws:lambda:*:*:a-?", "arn:aws:lambda:us-east-1:1:layer:a-b", OPEN),
        ("arn:aws:cloudformation:*:*:stack/b-*", "arn:aws:cloudformation:*:*:stack/app/*", NONE),
        (f"{ROLE}/b/*", f"{ROLE}/*/app", {*SOME, *OPEN}),
        (f"{ROLE}/${{aws:username}}", f"{ROLE}/*", {(0, -1)}),
    ],
    ids=str,
)
def test_readings(pattern: str, known: str, masks: set[tuple[int, int]]) -> None:
    """A pattern fits all, some or none of the ARNs, or it is open how AWS reads it."""
    assert Possible(_dimension(pattern)).of(known) == masks


@pytest.mark.parametrize(
    ("head", "alphabet"),
    [("arn:aws:sqs:us-east-1:111122223333", "abc"), ("arn:aws:s3::", "ab:")],
    ids=["names", "names-with-colons"],
)
def test_against_every_word(head: str, alphabet: str) -> None:
    """Over all short words, the answers found are those that some word gets, and no others."""
    words = ["".join(each) for n in range(6) for each in itertools.product(alphabet, repeat=n)]
    globs = ["".join(each) for n in range(1, 3) for each in itertools.product("a*?", repeat=n)]
    anywhere = f"{head.rpartition(':')[0]}:*"
    for one, other in itertools.product(globs, "a*?"):
        dimension = _dimension(f"{head}:{one}", f"{anywhere}:{other}b*")
        possible = Possible(dimension)
        for known in ("*", "a*", "*b", "a*b"):
            fitting = (f"{head}:{word}" for word in words if like(known, word))
            wanted = {dimension.masks(each, {}) for each in fitting}
            assert possible.of(f"{head}:{known}") == wanted, (one, other, known)
