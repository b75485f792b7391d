"""What a pull request changes, as the Markdown of one comment: `python -m tools.review OLD NEW`.

OLD and NEW are git revisions. Exits with 2 when a part cannot be told; the comment then says why.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REVIEWED = "tests/snapshots/reviewed"
MOST_CHARACTERS = 65_536
"""Source: GitHub's answer to a longer comment, "body is too long (maximum is 65536 characters)"."""
CUT = "\n[cut; the rest is in the pull request's files]\n"


@dataclass(frozen=True)
class Part:
    """One section of the comment: what makes its text, and the exit codes that are no failure."""

    heading: str
    command: tuple[str, ...]
    nothing: str
    language: str = ""
    good: tuple[int, ...] = (0,)

    def markdown(self, most: int) -> tuple[str, bool]:
        """Return the section within `most` characters, and whether its command did its work."""
        done = subprocess.run(self.command, capture_output=True, text=True, check=False)
        is_done = done.returncode in self.good
        heading = f"### {self.heading}\n\n"
        text = (done.stdout if is_done else done.stderr).strip()
        if is_done and not text:
            return f"{heading}{self.nothing}\n\n", True
        if is_done and not self.language:
            below = re.sub(r"^#", "####", text, flags=re.MULTILINE)
            return f"{heading}{_cut(below, most - len(heading) - 2)}\n\n", True
        # Longer than any fence inside, so that no line of the text ends it.
        fence = "`" * (3 + max((len(run) for run in _runs_of_ticks(text)), default=0))
        frame = len(heading) + 2 * len(fence) + len(self.language) + len("\n\n\n\n")
        return (
            f"{heading}{fence}{self.language}\n{_cut(text, most - frame)}\n{fence}\n\n",
            is_done,
        )


def parts(old: str, new: str) -> tuple[Part, ...]:
    """List the sections, the most important first: what is cut is cut at the end."""
    baseline = str(Path(sys.executable).parent / "baseline")
    return (
        Part(
            heading="What the upgrade does to what is deployed",
            command=(baseline, "review", "upgrade", old, new),
            nothing="Nothing.",
            language="text",
            good=(0, 1),
        ),
        Part(
            heading="Who may do less, or more",
            command=(baseline, "guardrails", "diff", old, new),
            nothing="No decision of a guardrail changes.",
            good=(0, 3),
        ),
        Part(
            heading="Templates, policies and exceptions",
            command=("git", "diff", "--no-color", "--unified=2", old, new, "--", REVIEWED),
            nothing="No reviewed page changes.",
            language="diff",
        ),
    )


def comment(sections: tuple[Part, ...]) -> tuple[str, bool]:
    """Join the sections to one comment that GitHub takes, and tell whether all could be told."""
    text, is_whole = "", True
    for section in sections:
        added, is_done = section.markdown(MOST_CHARACTERS - len(text) - 1)
        text += added
        is_whole = is_whole and is_done
    return f"{text.strip()}\n", is_whole


def _runs_of_ticks(text: str) -> list[str]:
    return "".join(sign if sign == "`" else " " for sign in text).split()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(0, most - len(CUT))]}{CUT}".strip()


def main(arguments: list[str]) -> int:
    """Print the comment on what lies between two revisions."""
    old, new = arguments
    text, is_whole = comment(parts(old, new))
    sys.stdout.write(text)
    return 0 if is_whole else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
