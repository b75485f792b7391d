"""How texts in a policy are written: wildcards, policy variables, and characters as such.

Source: IAM user guide, IAM policy elements: Variables and tags, read 2026-11-24.
"""

from __future__ import annotations

import re
from functools import lru_cache

ARN_PARTS = 6
"""Parts of an ARN between colons; the last may hold more of them.

Source: IAM user guide, Identify AWS resources with Amazon Resource Names (ARNs), read 2026-11-24.
"""

VARIABLE = re.compile(r"\$\{([A-Za-z0-9-]+:[\w/+=.@:-]+)(?:\s*,\s*'([^'*?${}]*)')?\}")
"""A policy variable: the context key it stands for, and the default where it has one."""

_TOKEN = re.compile(rf"{VARIABLE.pattern}|\$\{{[*?$]\}}|.", re.DOTALL)


@lru_cache(maxsize=16_384)
def tokens(pattern: str) -> tuple[str, ...]:
    """Cut a pattern into `*`, `?`, whole variables, and characters that stand for themselves.

    A character that is written as `${*}`, `${?}` or `${$}` comes as `$` and the character.
    """
    found = (match[0] for match in _TOKEN.finditer(pattern))
    return tuple("$" + each[2] if each in ("${*}", "${?}", "${$}") else each for each in found)


def escaped(text: str) -> str:
    """Write a text as a pattern that matches nothing else."""
    return "".join(f"${{{each}}}" if each in "*?$" else each for each in text)


@lru_cache(maxsize=4_096)
def plain(pattern: str) -> str:
    """Read a pattern for an operator without wildcards, to which only `${` is special."""
    return "".join(each[-1] for each in tokens(pattern))


def variables(pattern: str) -> tuple[tuple[str, str | None], ...]:
    """List the variables in a pattern, each with its default."""
    return tuple((found[1], found[2]) for found in VARIABLE.finditer(pattern))


@lru_cache(maxsize=4_096)
def has_odd_variable(pattern: str) -> bool:
    """Find a dollar sign that starts no variable and no character as such."""
    return "$" in tokens(pattern)


@lru_cache(maxsize=4_096)
def is_arn(pattern: str) -> bool:
    """Say whether a pattern has all parts of an ARN."""
    return VARIABLE.sub("", pattern).count(":") >= ARN_PARTS - 1
