"""From a file to a configuration in which every rule holds, or to all of its problems."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from baseline.config.document import Document, read_document
from baseline.config.draft import draft_of
from baseline.config.own_mistakes import mistakes_of
from baseline.config.problem import Complaint, Problem
from baseline.config.rules import RULES
from baseline.config.schema import Config
from baseline.config.source import UnreadableError, read_text
from baseline.config.structure import structure_of
from baseline.config.wording import key_path, one_line
from baseline.errors import ConfigError
from baseline.guardrails import OWN, SHIPPED


def load(path: Path | str) -> Config:
    """Read a configuration file; problems name it the way it is given here.

    Raises:
        ConfigError: if any rule is broken; it holds every problem found, in the file's order, or
            those of the fork's own guardrails, without which the file cannot be judged.
    """
    refuse_mistakes()
    file = str(path)
    try:
        document = read_document(read_text(path))
    except UnreadableError as error:
        raise ConfigError([problem_of(file, error.complaint, line=1)]) from error
    config, complaints = _judge(document)
    if config is None or complaints:
        problems = [problem_of(file, each, document.line(each.loc)) for each in complaints]
        problems.sort(key=lambda problem: problem.line)
        raise ConfigError(problems)
    return config


def refuse_mistakes() -> None:
    """Go on only where the fork's own guardrails are as guardrails must be.

    Raises:
        ConfigError: with every mistake in them.
    """
    mistakes = mistakes_of(OWN, SHIPPED)
    if mistakes:
        raise ConfigError(mistakes)


def _judge(document: Document) -> tuple[Config | None, list[Complaint]]:
    complaints, wrong = list(document.complaints), document.unread
    config: Config | None = None
    if not isinstance(document.data, dict):
        if () not in document.unread:
            complaints.append(
                Complaint(
                    loc=(),
                    rule="must be a mapping of keys to values",
                    got=document.shown((), document.data),
                    remedy="write 'key: value' lines, or copy a file from examples/",
                )
            )
        return config, complaints
    try:
        config = Config.model_validate(document.data)
    except ValidationError as error:
        structure = structure_of(error, document)
        complaints += structure.complaints
        wrong |= structure.wrong
    draft = draft_of(document.data, wrong)
    for rule in RULES:
        complaints += rule(draft)
    return config, complaints


def problem_of(file: str, complaint: Complaint, line: int) -> Problem:
    """Give a complaint its file and line."""
    return Problem(
        file=file,
        line=complaint.line if complaint.line is not None else line,
        key=key_path(complaint.loc),
        rule=complaint.rule,
        got=one_line(complaint.got),
        remedy=complaint.remedy,
    )
