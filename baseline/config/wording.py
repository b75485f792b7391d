"""How values, places and suggestions are written in a problem, each on a single line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

SHOWN_CHARS = 60
"""Longer values are cut, so that a problem fits a terminal."""

LIKENESS = 0.7
"""How alike, from 0 to 1, two words must be for one to be suggested for the other."""

PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def one_line(text: str) -> str:
    """Escape whatever would break a line or hide in it, and leave the rest as it is."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def cut(text: str) -> str:
    """Shorten a text to what a problem shows of it."""
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}..."


def shown(value: object) -> str:
    """Write a value the way its author would recognise it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(cut(value))
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return cut(str(value))


def key_path(loc: Iterable[str | int]) -> str:
    """Write a place as a path, for example `units[2].guardrails[0]`; the whole file is `file`."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not PLAIN_KEY.fullmatch(part) or len(part) > SHOWN_CHARS:
            path += f"[{shown(part)}]"
        else:
            path += f".{part}" if path else part
    return path or "file"


def closest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, also when only case or hyphens differ.

    Of several close words, one with the same letters wins: letters swapped in haste.
    """
    if len(word) > SHOWN_CHARS:
        return None
    by_folded = {_folded(each): each for each in known}
    matches = get_close_matches(_folded(word), by_folded, cutoff=LIKENESS)
    matches.sort(key=lambda match: sorted(match) != sorted(_folded(word)))
    return by_folded[matches[0]] if matches else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Ask whether the closest known word was meant, or else say what to do."""
    match = closest(word, known)
    return f"did you mean {match!r}?" if match is not None else otherwise


def _folded(word: str) -> str:
    return word.lower().replace("-", "_")
