"""From text to data with line numbers: the part of YAML that a configuration needs.

Values are read as YAML 1.2 reads them, and as editors do: only `true` and `false` are truth
values, so a name like `no` or `on`, a date or a time stays the text that its author sees. What
only makes files hard to review is refused: aliases, tags, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

import yaml

from baseline.config.not_yaml import not_yaml
from baseline.config.problem import Complaint, Loc
from baseline.config.scalars import plain_value
from baseline.config.source import UnreadableError
from baseline.config.wording import cut, shown

DEPTH_LEVELS = 40
"""Nested lists and mappings at most: units five levels deep need 12."""

LARGE_CHARACTERS = 400
"""From here on a file is read by the parser in C first; below, starting it is not worth it."""

SPECIAL = re.compile("[^\n -~\xa0-\u2027\u2030-\ud7ff]")
"""Tabs and signs that end lines or start files, on which the two parsers differ."""

KINDS: Mapping[type[yaml.Event], str] = {
    yaml.SequenceStartEvent: "a list",
    yaml.MappingStartEvent: "a mapping",
    yaml.AliasEvent: "an alias",
}
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """The data of a file, where each part of it stands, and what was wrong with the writing.

    `written` holds numbers and truth values the way they stand in the file. `unread` names the
    places whose value could not be taken, so that nobody complains about them twice.
    """

    data: object
    lines: Mapping[Loc, int]
    written: Mapping[Loc, str]
    unread: frozenset[Loc]
    complaints: tuple[Complaint, ...]

    def line(self, loc: Loc) -> int:
        """Find the line of a place, or of the nearest place around it that is in the file."""
        while loc not in self.lines and loc:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def shown(self, loc: Loc, value: object) -> str:
        """Write the value at a place the way it stands in the file."""
        return cut(self.written[loc]) if loc in self.written else shown(value)


def read_document(text: str) -> Document:
    """Read the one document of a text.

    Raises:
        UnreadableError: if the text is empty, not YAML, nested too deeply, several documents, or
            has a key that is no plain text.
    """
    if len(text) > LARGE_CHARACTERS and yaml.__with_libyaml__ and not SPECIAL.search(text):
        # The parser in C is eight times as fast, but has other words for what is wrong.
        with suppress(yaml.YAMLError, ValueError, UnreadableError):
            found = _Reading(yaml.CSafeLoader(text)).document()
            if not found.complaints:
                return found
    loader = yaml.SafeLoader(text)
    try:
        return _Reading(loader).document()
    except yaml.MarkedYAMLError as error:
        raise not_yaml(error, text) from error
    except ValueError as error:
        # PyYAML lets an escape like "\U00110000" through to Python, which knows no such character.
        raise UnreadableError(
            rule="must be YAML",
            got="an escape that stands for no character",
            remedy="write the character itself",
            line=loader.line + 1,
        ) from error


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, loader: yaml.SafeLoader | yaml.CSafeLoader) -> None:
        self.events: Iterator[yaml.Event] = iter(loader.get_event, None)
        self.anchors: set[str] = set()
        self.lines: dict[Loc, int] = {}
        self.written: dict[Loc, str] = {}
        self.unread: set[Loc] = set()
        self.complaints: list[Complaint] = []

    def document(self) -> Document:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise UnreadableError("must not be empty", "nothing", "copy a file from examples/")
        data = self.value(next(self.events), ())
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise UnreadableError(
                rule="must be one YAML document",
                got="a second one",
                remedy="keep each configuration in a file of its own",
                line=_line(extra),
            )
        return Document(
            data, self.lines, self.written, frozenset(self.unread), tuple(self.complaints)
        )

    def value(self, event: yaml.Event, loc: Loc) -> object:
        if len(loc) > DEPTH_LEVELS:
            raise UnreadableError(
                rule=f"must be nested at most {DEPTH_LEVELS} levels deep",
                got="more",
                remedy="check the brackets and the indentation",
                line=_line(event),
            )
        self.lines.setdefault(loc, _line(event))
        if isinstance(event, yaml.AliasEvent):
            self.alias(str(event.anchor), loc)
            return None
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.refuse(loc, "must have no YAML tag", shown(tag), "write the value without it")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(loc)
        return self.scalar(cast("yaml.ScalarEvent", event), loc)

    def alias(self, anchor: str, loc: Loc) -> None:
        """Refuse an alias, but say so once for each anchor, however often it is used."""
        self.unread.add(loc)
        if anchor not in self.anchors:
            self.anchors.add(anchor)
            self.refuse(loc, "must not be an alias", f"*{anchor}", "write the value out")

    def sequence(self, loc: Loc) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*loc, len(items))))
        return items

    def mapping(self, loc: Loc) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, line = self.key(event), _line(event)
            place = (*loc, key)
            if key in entries:
                self.skip((*place, "again"))
                self.complaints.append(_twice(place, self.lines[place], line))
            else:
                self.lines[place] = line
                entries[key] = self.value(next(self.events), place)
        return entries

    def skip(self, loc: Loc) -> None:
        before = len(self.complaints)
        self.value(next(self.events), loc)
        del self.complaints[before:]

    def key(self, event: yaml.Event) -> str:
        text = event.value if isinstance(event, yaml.ScalarEvent) else None
        if text is None or getattr(event, "tag", None) is not None or SURROGATE.search(text):
            raise UnreadableError(
                rule="must have only plain text as keys",
                got=shown(text) if text is not None else KINDS[type(event)],
                remedy="write the key as a word, or put quotes around what holds YAML's signs",
                line=_line(event),
            )
        return text

    def scalar(self, event: yaml.ScalarEvent, loc: Loc) -> object:
        text = str(event.value)
        if SURROGATE.search(text):
            self.refuse(loc, "must be text", shown(text), "write the character itself")
            return None
        value = plain_value(text) if event.implicit[0] else text
        if not isinstance(value, str | None):
            self.written[loc] = text
        return value

    def refuse(self, loc: Loc, rule: str, got: str, remedy: str) -> None:
        self.unread.add(loc)
        self.complaints.append(Complaint(loc, rule, got, remedy))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _twice(loc: Loc, first: int, line: int) -> Complaint:
    return Complaint(
        loc=loc,
        rule="must be given once",
        got=f"{shown(loc[-1])} at line {first} already",
        remedy="keep one of the two",
        line=line,
    )
