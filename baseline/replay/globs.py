"""ARNs that are known in part, held against the patterns of policies.

Such an ARN has `*` where something is not known. A pattern covers it if it matches whatever stands
there, and meets it if it matches something that may stand there. Both are read part by part, as
AWS reads ARNs; what only a wildcard across colons would match is met, not covered.
"""

from __future__ import annotations

import re
from functools import lru_cache

from baseline.policy.patterns import like, like_by_part
from baseline.policy.syntax import ARN_PARTS

ANYTHING = "*"


def covers(pattern: str, known: str) -> bool:
    """Say whether a pattern matches an ARN whatever its unknown pieces are."""
    if pattern == ANYTHING or known == ANYTHING:
        return pattern == ANYTHING
    patterns, parts = _parts(pattern), _parts(known)
    return len(patterns) == len(parts) and all(map(_covers, patterns, parts))


def meets(pattern: str, known: str) -> bool:
    """Say whether a pattern matches an ARN for some of what may be in it."""
    if pattern == ANYTHING or known == ANYTHING:
        return pattern == ANYTHING
    if "*" not in known and "?" not in known:
        return like_by_part(pattern, known) or like(pattern, known)
    patterns, parts = _parts(pattern), _parts(known)
    return len(patterns) == len(parts) and all(map(_meets, patterns, parts))


def _parts(arn: str) -> list[str]:
    return arn.split(":", ARN_PARTS - 1)


def _covers(pattern: str, known: str) -> bool:
    return _covering(pattern).fullmatch(known) is not None


@lru_cache(maxsize=4_096)
def _covering(pattern: str) -> re.Pattern[str]:
    """Make `?` stand for one known character, since an unknown piece may be of any length."""
    wildcards = {"*": ".*", "?": "[^*]"}
    return re.compile("".join(wildcards.get(each, re.escape(each)) for each in pattern), re.DOTALL)


def _meets(one: str, other: str) -> bool:
    """Say whether two patterns match a text in common, character by character of both."""
    reached = {0}
    for character in one:
        following: set[int] = set()
        for at in _skipping(reached, other):
            if character == "*":
                following.update(range(at, len(other) + 1))
            elif at < len(other):
                if other[at] == "*":
                    following.add(at)
                elif "?" in (character, other[at]) or character == other[at]:
                    following.add(at + 1)
        reached = following
    return len(other) in _skipping(reached, other)


def _skipping(reached: set[int], pattern: str) -> set[int]:
    """Add the places behind each `*`, which may stand for nothing."""
    found = set(reached)
    for at in reached:
        while at < len(pattern) and pattern[at] == "*":
            at += 1
            found.add(at)
    return found
