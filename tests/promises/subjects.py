"""What promises are proved of in tests: shipped files, drawn ones, and broken ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baseline.config import load
from baseline.errors import ConfigError
from baseline.promises.prove import Outcome, prove
from baseline.promises.read import shipped
from baseline.promises.subject import Subject, subject_of
from tests.assemblies import CONFIGURATIONS
from tests.config.drawn import Drawn

Statement = dict[str, Any]


@cache
def subject(name: str) -> Subject:
    """Read one of the shipped configurations; the default is what `baseline.yaml` says at first."""
    file = CONFIGURATIONS[name]
    return subject_of(load(file), "baseline.yaml" if name == "default" else file.name)


def drawn_subject(config: Drawn) -> Subject | None:
    """Read a configuration that was drawn; none where a rule refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        file.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        try:
            return subject_of(load(file), file.name)
        except ConfigError:
            return None


def outcomes(of: Subject, *names: str) -> dict[str, Outcome]:
    """Prove promises, by name; all where none is named."""
    return {each.promise.name: each for each in prove(of, shipped(), names)}


def changed(of: Subject, change: Callable[[Statement], Statement | None]) -> Subject:
    """Change each statement of the service control policies, or take it out."""
    control = {
        target: tuple(
            {
                **document,
                "Statement": [new for each in document["Statement"] if (new := change(each))],
            }
            for document in documents
        )
        for target, documents in of.control.items()
    }
    return replace(of, control=control)
