"""Filter patterns of plain terms: `ERROR -Exiting "a phrase" ?either ?or`.

Source: CloudWatch Logs User Guide, "Using filter patterns to match terms in unstructured log
events": all terms, none of those after a minus, any of those after a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TERM = re.compile(r"""\s*(?P<sign>[?-]?)(?:"(?P<quoted>[^"]*)"|(?P<word>[A-Za-z0-9_]+))(?=\s|$)""")


def parse(text: str) -> Callable[[str], bool]:
    """Read terms; no term at all matches every text.

    Raises:
        ValueError: for a term with other characters that is not quoted.
    """
    found: dict[str, list[str]] = {"": [], "-": [], "?": []}
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None:
            raise ValueError(
                f"terms with other characters than letters and digits are quoted "
                f"(got '{text[position:].strip()}')"
            )
        found[match["sign"]].append(match["quoted"] or match["word"] or "")
        position = match.end()
    needed, excluded, either = found[""], found["-"], found["?"]

    def test(event: str) -> bool:
        return (
            all(term in event for term in needed)
            and not any(term in event for term in excluded)
            and (not either or any(term in event for term in either))
        )

    return test
