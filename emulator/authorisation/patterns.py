"""Wildcards and policy variables of the policy language.

Source: IAM User Guide, "Policy variables", "Resource", "Condition operators".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

Lookup = Callable[[str], str | None]

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_LITERALS = {"*": "*", "?": "?", "$": "$"}
# Stand for characters of a value that must not act as wildcards; no policy can hold them.
_STAR, _MARK = "\ue000", "\ue001"


def expand(pattern: str, lookup: Lookup | None) -> str | None:
    """Put values in the place of variables; None when one has neither value nor default.

    `lookup` is None where variables are plain text (Version 2008-10-17).
    """
    if lookup is None or "${" not in pattern:
        return pattern
    missing = False

    def value_of(found: re.Match[str]) -> str:
        nonlocal missing
        name, _, default = (part.strip() for part in found[1].partition(","))
        value = _LITERALS.get(name) or lookup(name)
        if value is None and default:
            value = default.strip("'")
        missing = missing or value is None
        return (value or "").replace("*", _STAR).replace("?", _MARK)

    made = _VARIABLE.sub(value_of, pattern)
    return None if missing else made


def plain(text: str) -> str:
    """Text in which every character stands for itself, after `expand`."""
    return text.replace(_STAR, "*").replace(_MARK, "?")


@lru_cache(maxsize=4096)
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[str]:
    parts = (
        ".*" if char == "*" else "." if char == "?" else re.escape(plain(char)) for char in pattern
    )
    return re.compile("".join(parts), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def matches(value: str, pattern: str, *, ignore_case: bool = False) -> bool:
    """Whether `*` (any text, colons too) and `?` (one character) make the value."""
    return _compiled(pattern, ignore_case).fullmatch(value) is not None


def arn_matches(value: str, pattern: str) -> bool:
    """Compare as the Arn operators do: part by part, so that no `*` crosses a colon.

    A colon inside the last part of an ARN belongs to that part.
    """
    given, wanted = value.split(":", 5), pattern.split(":", 5)
    if len(given) != 6 or len(wanted) != 6:
        return pattern == "*"
    return all(matches(part, like) for part, like in zip(given, wanted, strict=True))
