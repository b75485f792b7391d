"""The files of a trail, gzipped or not, in whatever folders they lie, read record by record.

Source: CloudTrail user guide, Finding your CloudTrail log files: each is an object with one list,
`Records`. Digest files lie beside them and have none.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_ENDINGS = (".json", ".gz")
_BEGIN = re.compile(r'\s*\{\s*"Records"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_GZIP = b"\x1f\x8b"
_CHUNK_CHARS = 1 << 20


class NoLogError(Exception):
    """The file is whole, but it is no log: CloudTrail's digests are not."""


class BrokenLogError(Exception):
    """The file ends early or is damaged; records before that were read."""


@dataclass(frozen=True, order=True)
class LogFile:
    """A file by the parts of its path below the folder, which put the files in order."""

    parts: tuple[str, ...]
    size_bytes: int

    @property
    def name(self) -> str:
        """The path below the folder."""
        return "/".join(self.parts)


def log_files(folder: Path, above: tuple[str, ...] = ()) -> Iterator[LogFile]:
    """Yield every file that may be a log, in order, without keeping a list of all of them."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda each: each.name)
    for entry in entries:
        parts = (*above, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from log_files(Path(entry.path), parts)
        elif entry.name.endswith(_ENDINGS) and entry.is_file():
            yield LogFile(parts, entry.stat().st_size)


def records(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file, holding a small piece of it at a time.

    Raises:
        NoLogError: if it has no list of records.
        BrokenLogError: if it ends early or cannot be read.
    """
    try:
        with file.open("rb") as raw:
            packed = raw.peek(2)[:2] == _GZIP
            with io.TextIOWrapper(gzip.GzipFile(fileobj=raw) if packed else raw, "utf-8") as text:
                yield from _records(text)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise BrokenLogError(str(error)) from error


def _records(text: IO[str]) -> Iterator[dict[str, Any]]:
    """Decode one record after the other, reading on whenever one is not complete yet."""
    buffer = text.read(_CHUNK_CHARS)
    begin = _BEGIN.match(buffer)
    if begin is None:
        json.loads(buffer + text.read())
        raise NoLogError
    decode = json.JSONDecoder().raw_decode
    at, more = begin.end(), _CHUNK_CHARS
    while True:
        between = _BETWEEN.match(buffer, at)
        at = between.end() if between else at
        if buffer.startswith("]", at):
            return
        try:
            record, at = decode(buffer, at)
        except ValueError:
            chunk = text.read(more)
            if not chunk:
                raise
            buffer, at, more = buffer[at:] + chunk, 0, more * 2
            continue
        more = _CHUNK_CHARS
        yield record if isinstance(record, dict) else {}
