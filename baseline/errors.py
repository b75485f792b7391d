"""The errors a person can act on; each is printed without a traceback."""

from __future__ import annotations

from collections.abc import Iterable

NOTE = "note: "
"""Begins a line on standard error that says something, and stops nothing."""


class BaselineError(Exception):
    """Something the user must change, one line a problem.

    `exit_code` follows the command line's convention: 1 = a check failed, 2 = the user must
    change something, 3 = AWS could not be asked.
    """

    exit_code = 2

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ConfigError(BaselineError):
    """The configuration file breaks a rule; holds every problem found, in file order."""


class CheckError(BaselineError):
    """The synthesized assembly breaks a rule that the configuration alone cannot show."""

    exit_code = 1


class LiveError(BaselineError):
    """AWS (or the emulator) could not be asked, so nothing can be said about it."""

    exit_code = 3
