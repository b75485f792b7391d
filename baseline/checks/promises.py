"""Holds a configuration against every promise: `python -m baseline.checks.promises FILE`."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from threading import Thread

from baseline.config import load
from baseline.errors import ConfigError
from baseline.promises.prove import prove
from baseline.promises.read import promised
from baseline.promises.report import lines, notes
from baseline.promises.subject import subject_of


def answer(file: Path) -> dict[str, list[str]]:
    """Tell which promises the configuration breaks, or which rules the two files break.

    `broken` has a line for each that is broken or cannot be judged, `notes` one for each unit that
    a promise names and the configuration lacks.
    """
    try:
        subject = subject_of(load(file), file.name)
        outcomes = list(prove(subject, promised()))
    except ConfigError as error:
        return {"rules": [str(problem) for problem in error.problems], "broken": [], "notes": []}
    return {
        "rules": [],
        "broken": [line for each in outcomes for line in lines(each)],
        "notes": [line for each in outcomes for line in notes(each, subject)],
    }


def _end_with(pipe: int) -> None:
    """End when the other end of a pipe is closed: nobody waits for the answer any more."""
    os.read(pipe, 1)
    os._exit(1)


if __name__ == "__main__":
    gc.disable()  # The run is over before there is garbage worth looking for.
    configuration, *pipes = sys.argv[1:]
    for each in pipes:
        Thread(target=_end_with, args=(int(each),), daemon=True).start()
    json.dump(answer(Path(configuration)), sys.stdout)
