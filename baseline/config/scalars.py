"""What an unquoted text means: YAML 1.2's few words and numbers, as editors see them."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def plain_value(text: str) -> str | bool | int | float | None:
    """Read an unquoted text; `no`, `on`, dates and times stay the text that they look like.

    Source: YAML 1.2.2, section 10.3, Core Schema, without its octal and hexadecimal numbers.
    """
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text
