"""What a person did who wrote something that is not YAML, instead of what the parser met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from baseline.config.source import UnreadableError

CLOSING = {"{": "}", "[": "]", "'": "'", '"': '"'}
"""What closes that which stays open until the parser gives up."""

OPEN = re.compile("unexpected end of stream|expected ',' or '[]}]'")
MISPLACED = re.compile("expected <block end>, but found '(?:<block .* start>|[-?])'")
AFTER_A_VALUE = "expected <block end>, but found '<scalar>'"


def not_yaml(error: yaml.MarkedYAMLError, text: str) -> UnreadableError:
    """Say what is wrong with a text that the parser gave up on, where, and what to do."""
    problem = (error.problem or "something else").removeprefix("found ")
    mark, start = error.problem_mark, error.context_mark
    if mark is not None:
        if problem.startswith("character '\\t'"):
            return _told("a tab", "indent with spaces, not tabs", mark)
        if opened := _opened(problem, error, text):
            return _open(opened, mark, text)
        if start is not None and MISPLACED.fullmatch(problem):
            got = f"an entry that does not fit those from line {start.line + 1} on"
            return _told(got, "indent it as they are, and begin it with '- ' if they do", mark)
        if problem == "mapping values are not allowed here":
            return _second_colon(mark, text)
        if problem == AFTER_A_VALUE and (quote := _quote_before(mark, text)):
            got = f"a quote that ends in line {mark.line + 1}, before more text"
            return _told(got, "end it where its text ends, and double a quote inside it", quote)
    return _told(
        f"{problem} {error.context}" if error.context else problem,
        "mend the line, or the quotes, brackets and indentation before it",
        mark,
    )


def _opened(problem: str, error: yaml.MarkedYAMLError, text: str) -> yaml.Mark | None:
    """Find where that was opened which the parser missed the end of, if that is what it missed."""
    if error.context == "while parsing a flow node" and error.problem_mark is not None:
        return _bracket_around(error.problem_mark, text)
    return error.context_mark if OPEN.match(problem) else None


def _open(start: yaml.Mark, end: yaml.Mark, text: str) -> UnreadableError:
    """What is not closed shows lines later; where it was opened is where it is mended."""
    sign = text[start.index]
    place = "the end of the file" if end.index >= len(text) else f"line {end.line + 1}"
    if CLOSING[sign] == sign:
        return _told(f"a quote still open at {place}", f"close it with {sign}", start)
    remedy = f"close it with '{CLOSING[sign]}', or put a comma between its entries"
    return _told(f"'{sign}' still open at {place}", remedy, start)


def _second_colon(mark: yaml.Mark, text: str) -> UnreadableError:
    before = text[: mark.index].rpartition("\n")[2]
    if ": " in before:
        return _told("a second ': ' in one line", "put a value with ': ' in quotes", mark)
    return _told(
        "a key where the value before it goes on",
        "indent it like the keys beside it, or take the value before it away",
        mark,
    )


def _quote_before(mark: yaml.Mark, text: str) -> yaml.Mark | None:
    """Find where the text in quotes was opened that ends right before a mark."""
    last = [*_tokens_before(mark, text)][-1:]
    return next((each.start_mark for each in last if getattr(each, "plain", True) is False), None)


def _bracket_around(mark: yaml.Mark, text: str) -> yaml.Mark | None:
    """Find where the innermost bracket was opened that is still open at a mark."""
    opened: list[yaml.Mark] = []
    for token in _tokens_before(mark, text):
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(token.start_mark)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
            opened.pop()
    return opened[-1] if opened else None


def _tokens_before(mark: yaml.Mark, text: str) -> Iterator[yaml.Token]:
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, yaml.SafeLoader):
            if token.start_mark.index >= mark.index:
                return
            yield token


def _told(got: str, remedy: str, mark: yaml.Mark | None) -> UnreadableError:
    line = mark.line + 1 if mark is not None else 1
    return UnreadableError(rule="must be YAML", got=got, remedy=remedy, line=line)
