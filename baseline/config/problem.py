"""What is wrong with a configuration: where, which rule, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from baseline.config.wording import one_line

Loc = tuple[str | int, ...]
"""A place in the data: mapping keys and list positions from the top, as pydantic writes it."""


@dataclass(frozen=True)
class Complaint:
    """A broken rule at a place in the data, before its line in the file is looked up.

    `line` is given only where the place alone does not name the line: a key that is there twice.
    """

    loc: Loc
    rule: str
    got: str
    remedy: str
    line: int | None = None


@dataclass(frozen=True)
class Problem:
    """A broken rule with its line in the file; its text is always exactly one line.

    What concerns the file as a whole stands at line 1 under the key `file`.
    """

    file: str
    line: int
    key: str
    rule: str
    got: str
    remedy: str

    def __str__(self) -> str:
        """Write the problem in the form that editors and people can follow."""
        where = f"{one_line(self.file)}:{self.line}: {self.key}"
        return f"{where}: {self.rule} (got {self.got}); {self.remedy}"
