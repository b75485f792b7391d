"""Holds a configuration against every promise, before anything is built from it."""

from __future__ import annotations

from baseline.config import Config
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
