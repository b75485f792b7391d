"""From the files to promises in which every word is known, or to all of their problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from baseline.config.document import Document, read_document
from baseline.config.load import problem_of
from baseline.config.problem import Complaint, Problem
from baseline.config.source import UnreadableError, read_text
from baseline.config.structure import structure_of
from baseline.errors import ConfigError
from baseline.promises.model import OwnFile, PromiseFile, Promises, WorkFile
from baseline.promises.rules import own_complaints, promise_complaints, work_complaints

FOLDER = Path(__file__).parent.parent.parent
PROMISES = "promises.yaml"
MUST_WORK = "must_work.yaml"
OWN = "own_promises.yaml"
"""What a fork adds to both; no release has a file of this name."""

Model = TypeVar("Model", bound=BaseModel)


@cache
def shipped() -> Promises:
    """Read the promises that this template comes with, once.

    Raises:
        ConfigError: if any rule is broken.
    """
    return read_promises(FOLDER / PROMISES, FOLDER / MUST_WORK)


@cache
def promised() -> Promises:
    """Read the promises that this template comes with and those a fork adds, once.

    Raises:
        ConfigError: if any rule is broken.
    """
    own = FOLDER / OWN
    return with_own(shipped(), own) if own.exists() else shipped()


def with_own(listed: Promises, file: Path | str) -> Promises:
    """Add the promises of a file of a fork's own.

    Raises:
        ConfigError: with every problem of the file, in its order.
    """
    reading = _read(file, OwnFile)
    if reading.content:
        reading.complain(own_complaints(reading.content, listed))
    if reading.problems or not reading.content:
        raise ConfigError(reading.sorted())
    own = reading.content
    return Promises(
        callers={**listed.callers, **own.callers},
        protected=(*listed.protected, *own.protected),
        guarded=(*listed.guarded, *own.guarded),
        promises=(*listed.promises, *own.promises),
        must_work=(*listed.must_work, *own.must_work),
        own=frozenset(each.name for each in own.promises),
    )


def read_promises(promises: Path | str, must_work: Path | str) -> Promises:
    """Read both files; problems name them the way they are given here.

    Raises:
        ConfigError: with every problem of both files, in the files' order.
    """
    first, second = _read(promises, PromiseFile), _read(must_work, WorkFile)
    if first.content:
        first.complain(promise_complaints(first.content))
    if second.content:
        second.complain(work_complaints(second.content, first.content))
    if first.problems or second.problems or not (first.content and second.content):
        raise ConfigError([*first.sorted(), *second.sorted()])
    read = first.content
    work = second.content.must_work
    return Promises(read.callers, read.protected, read.guarded, read.promises, work)


@dataclass
class _Reading(Generic[Model]):
    """A file on the way to its model: none where single values are wrong already."""

    file: str
    document: Document | None
    content: Model | None
    problems: list[Problem]

    def complain(self, complaints: Iterable[Complaint]) -> None:
        for each in complaints:
            line = self.document.line(each.loc) if self.document else 1
            self.problems.append(problem_of(self.file, each, line))

    def sorted(self) -> list[Problem]:
        return sorted(self.problems, key=lambda problem: problem.line)


def _read(path: Path | str, model: type[Model]) -> _Reading[Model]:
    reading = _Reading[Model](_shown(path), None, None, [])
    try:
        reading.document = document = read_document(read_text(path))
    except UnreadableError as error:
        reading.complain([error.complaint])
        return reading
    reading.complain(document.complaints)
    if not isinstance(document.data, dict):
        if () not in document.unread:
            rule, remedy = "must be a mapping of keys to values", "write 'key: value' lines"
            reading.complain([Complaint((), rule, document.shown((), document.data), remedy)])
        return reading
    try:
        reading.content = model.model_validate(document.data)
    except ValidationError as error:
        reading.complain(structure_of(error, document, model).complaints)
    return reading


def _shown(path: Path | str) -> str:
    """Name a file of this project the way its user sees it."""
    return Path(path).name if Path(path).parent == FOLDER else str(path)
