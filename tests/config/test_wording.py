"""Values, places and suggestions are written so that their author recognises them."""

from __future__ import annotations

import pytest

from baseline.config.wording import closest, key_path, one_line, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (12, "12"),
        ("no", "'no'"),
        ("two\nlines", r"'two\nlines'"),
        ("\u202eexe.cod", r"'\u202eexe.cod'"),
        ("x" * 61, f"'{'x' * 60}...'"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
    ],
    ids=["nothing", "truth", "number", "word", "lines", "hidden", "long", "mapping", "list"],
)
def test_shown(value: object, text: str) -> None:
    """A value is shown short, on one line, with nothing hidden in it."""
    assert shown(value) == text


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        ((), "file"),
        (("units", 2, "guardrails", 0), "units[2].guardrails[0]"),
        (("tags", "cost center"), "tags['cost center']"),
        (("", 1), "[''][1]"),
    ],
    ids=["file", "nested", "quoted", "empty"],
)
def test_key_path(loc: tuple[str | int, ...], path: str) -> None:
    """A place is written as the path one would type, odd keys in quotes."""
    assert key_path(loc) == path


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("home-region", "home_region"),
        ("HomeRegion", "home_region"),
        ("us-esat-1", "us-east-1"),
        ("zebra", None),
        ("home_region" * 9, None),
    ],
    ids=["hyphen", "case", "swapped", "far", "long"],
)
def test_closest(word: str, match: str | None) -> None:
    """The word that was probably meant is found, and none where nothing is near."""
    assert closest(word, ["us-west-1", "us-east-1", "home_region", "prefix"]) == match


def test_one_line() -> None:
    """What would break a line is escaped, and what is readable stays."""
    assert one_line("Büro\n\u2028\x1b[1m") == r"Büro\n\u2028\x1b[1m"
