"""How the patterns of a policy match: actions, resources, ARNs, and the variables in them."""

from __future__ import annotations

import re
from functools import lru_cache

from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from baseline.policy.syntax import ARN_PARTS, VARIABLE, tokens, variables


@lru_cache(maxsize=65_536)
def action_in(patterns: tuple[str, ...], action: str) -> bool:
    """Say whether one of the patterns matches an action."""
    return any(action_like(pattern, action) for pattern in patterns)


def action_like(pattern: str, action: str) -> bool:
    """Match an action, without regard to case."""
    return like(pattern.lower(), action.lower())


def resource_like(pattern: str, resource: str) -> bool:
    """Match a resource; AWS documents two readings of a wildcard before a colon.

    Raises:
        UndecidedError: if the two readings differ on this resource.
    """
    across, by_part = like(pattern, resource), like_by_part(pattern, resource)
    if across != by_part:
        raise UndecidedError([f"{pattern} matches {resource} only if a wildcard spans a colon"])
    return across


def like_by_part(pattern: str, arn: str) -> bool:
    """Match an ARN part by part, so that a wildcard stays inside one of the first five parts."""
    compiled = _compiled_by_part(pattern)
    return compiled is not None and compiled.fullmatch(arn) is not None


def like(pattern: str, text: str) -> bool:
    """Match a text with `*` for any characters and `?` for one, with regard to case."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=16_384)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_regex(pattern, "."), re.DOTALL)


@lru_cache(maxsize=16_384)
def _compiled_by_part(pattern: str) -> re.Pattern[str] | None:
    *parts, last = pattern.split(":", ARN_PARTS - 1)
    if len(parts) < ARN_PARTS - 1:
        return None
    inside = [_regex(part, "[^:]") for part in parts]
    return re.compile(":".join((*inside, _regex(last, "."))), re.DOTALL)


def _regex(pattern: str, anything: str) -> str:
    wildcards = {"*": f"{anything}*", "?": anything}
    return "".join(wildcards.get(token, re.escape(token[-1])) for token in tokens(pattern))


def filled(pattern: str, request: Request) -> str | None:
    """Put the request's values into a pattern's variables; none if one of them has no value.

    Raises:
        UndecidedError: if a value would itself read as a pattern, is empty or one of many; AWS
            does not say what it means.

    Source: IAM user guide, IAM policy elements: Variables and tags, Policy variables with no
    value, Specifying default values, read 2026-11-24.
    """
    if "${" not in pattern:
        return pattern
    found = {name: _value(name, default, request) for name, default in variables(pattern)}
    if None in found.values():
        return None
    return VARIABLE.sub(lambda variable: str(found[variable[1]]), pattern)


def _value(name: str, default: str | None, request: Request) -> str | None:
    value = request.value(name)
    if value is None:
        return default
    if isinstance(value, tuple):
        raise UndecidedError([f"request: {name} has many values, a policy variable stands for one"])
    if not value or any(character in value for character in "*?$"):
        raise UndecidedError([f"request: {name} reads as a pattern (got {value!r})"])
    return value
