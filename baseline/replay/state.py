"""Where an interrupted replay goes on: a file that is always whole.

It holds the last file that was read to its end, in the order of the files, and everything that was
counted until then. It belongs to one question: other guardrails, accounts or data begin again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from baseline.errors import BaselineError
from baseline.replay.tally import Tally


@dataclass
class State:
    """How far a replay has come; `after` are the parts of the last file's path."""

    question: str
    after: tuple[str, ...] = ()
    passed: int = 0
    tally: Tally = field(default_factory=Tally)
    format: Literal[2] = 2

    def save(self, file: Path) -> None:
        """Write the file beside its place, then put it there in one step."""
        beside = file.with_name(f"{file.name}.part")
        beside.write_bytes(_JSON.dump_json(self))
        beside.replace(file)


_JSON = TypeAdapter(State)


def load(file: Path, question: str) -> State:
    """Read where a replay of the same question stopped; a new one where there is no file.

    Raises:
        BaselineError: if the file is no such state, or that of another question.
    """
    try:
        found = _JSON.validate_json(file.read_bytes())
    except FileNotFoundError:
        return State(question)
    except (OSError, ValueError) as error:
        problem = str(error).partition("\n")[0]
        raise BaselineError(
            [f"{file}: not the state of a replay (got {problem}); remove it"]
        ) from error
    if found.question != question:
        raise BaselineError(
            [
                f"{file}: the state of another replay (got another folder, configuration, list of "
                "accounts or version); remove it, or give another file"
            ]
        )
    return found
