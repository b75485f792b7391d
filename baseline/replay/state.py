"""Where an interrupted replay goes on: a file that is always whole.

It holds the last file that was read to its end, in the order of the files, and everything that was
counted until then. It belongs to one question: other guardrails, accounts or data begin again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from baseline.errors import BaselineError
from baseline.replay.tally import Tally

FORMAT = 2


@dataclass
class State:
    """How far a replay has come; `after` are the parts of the last file's path."""

    question: str
    after: tuple[str, ...] = ()
    passed: int = 0
    tally: Tally = field(default_factory=Tally)

    def save(self, file: Path) -> None:
        """Write the file beside its place, then put it there in one step."""
        data = {
            "format": FORMAT,
            "question": self.question,
            "after": self.after,
            "passed": self.passed,
            "tally": self.tally.as_data(),
        }
        beside = file.with_name(f"{file.name}.part")
        beside.write_text(json.dumps(data), encoding="utf-8")
        beside.replace(file)


def load(file: Path, question: str) -> State:
    """Read where a replay of the same question stopped; a new one where there is no file.

    Raises:
        BaselineError: if the file is no such state, or that of another question.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        found = State(
            data["question"], tuple(data["after"]), data["passed"], Tally.of_data(data["tally"])
        )
        known = data["format"] == FORMAT
    except FileNotFoundError:
        return State(question)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(
            [f"{file}: not the state of a replay (got {error}); remove it"]
        ) from error
    if not known or found.question != question:
        raise BaselineError(
            [
                f"{file}: the state of another replay (got another folder, configuration, list of "
                "accounts or version); remove it, or give another file"
            ]
        )
    return found
