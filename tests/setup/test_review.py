"""The comment on a pull request says what changes, fits, and never hides that a part failed."""

from __future__ import annotations

import sys

import pytest

from tools.review import CUT, MOST_CHARACTERS, Part, comment, parts


def printing(
    text: str, *, code: int = 0, language: str = "diff", good: tuple[int, ...] = (0,)
) -> Part:
    """A part whose command prints `text` and ends with `code`; on failure to the other stream."""
    stream = "stdout" if code in good else "stderr"
    program = f"import sys; sys.{stream}.write({text!r}); sys.exit({code})"
    return Part("Part", (sys.executable, "-S", "-c", program), "Nothing.", language, good)


def test_sections_are_fenced() -> None:
    """A text stands between fences that none of its own lines ends."""
    assert comment((printing("+ a\n```\n- b"),)) == (
        "### Part\n\n``````diff\n+ a\n```\n- b\n``````\n",
        True,
    )


def test_nothing_is_said() -> None:
    """A command that prints nothing has its own sentence, and Markdown stays below its heading."""
    assert comment((printing("", language=""),)) == ("### Part\n\nNothing.\n", True)
    assert comment((printing("# A\nb", language=""),)) == ("### Part\n\n#### A\nb\n", True)


def test_a_failure_is_told() -> None:
    """A command that fails puts its words into the comment, and the comment is not whole."""
    text, is_whole = comment((printing("main: cannot be read", code=2), printing("more")))
    assert "main: cannot be read" in text
    assert "more" in text
    assert not is_whole


def test_a_good_code_is_no_failure() -> None:
    """A command may end with another code than 0 where that is what it has to say."""
    assert comment((printing("DANGER", code=1, good=(0, 1)),))[1]


@pytest.mark.parametrize("language", ["diff", ""], ids=["fenced", "markdown"])
def test_the_comment_fits(language: str) -> None:
    """However long a part is, the comment is one that GitHub takes, cut where it says so."""
    text, _ = comment((printing("short"), printing("x" * 70_000, language=language)))
    assert len(text) <= MOST_CHARACTERS
    assert CUT.strip() in text
    assert "short" in text


def test_every_part_compares_the_two_revisions() -> None:
    """Each command gets the old revision before the new one."""
    for part in parts("old", "new"):
        assert part.command.index("new") == part.command.index("old") + 1
