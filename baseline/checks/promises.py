"""Holds a configuration against every promise: `python -m baseline.checks.promises FILE`."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from threading import Thread

from baseline.config import Config, load
from baseline.errors import ConfigError
from baseline.promises.prove import prove
from baseline.promises.read import shipped
from baseline.promises.report import lines
from baseline.promises.subject import subject_of


def broken_promises(config: Config, file: str = "") -> list[str]:
    """Return one line for each promise that is broken or cannot be judged, with a counterexample.

    Args:
        config: what is to be deployed.
        file: the name of its file, for promises about a file.

    Raises:
        ConfigError: if the promises themselves break a rule.
    """
    outcomes = prove(subject_of(config, file), shipped())
    return [line for outcome in outcomes for line in lines(outcome)]


def answer(file: Path) -> dict[str, list[str]]:
    """Tell which promises the configuration breaks, or which rules the two files break."""
    try:
        return {"rules": [], "broken": broken_promises(load(file), file.name)}
    except ConfigError as error:
        return {"rules": [str(problem) for problem in error.problems], "broken": []}


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
