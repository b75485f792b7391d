"""One thing that was looked at, and what came of it; the model behind every form of output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "differs", "unknown"]


@dataclass(frozen=True)
class Finding:
    """What was expected of `check` on `subject`, and what was found.

    `subject` is a path, for example `Organization/Units/Security`; subjects with the same parent
    are shown together. `unknown` means that nothing can be said, which is never as good as `ok`;
    `found` then holds the reason. `expected` and `found` are values that JSON can hold.
    """

    subject: str
    check: str
    status: Status
    expected: object = None
    found: object = None


def compared(subject: str, check: str, *, expected: object, found: object) -> Finding:
    """Return the finding of two values that should be equal."""
    return Finding(subject, check, "ok" if expected == found else "differs", expected, found)


def unknown(subject: str, check: str, reason: str, *, expected: object = None) -> Finding:
    """Return the finding of a check that could not be made."""
    return Finding(subject, check, "unknown", expected, reason)


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 0 when all is well, 1 when anything differs, else 3: something could not be told.

    Nothing looked at is nothing known.
    """
    found = {finding.status for finding in findings}
    if "differs" in found:
        return 1
    return 0 if found == {"ok"} else 3
