"""From a path to text: everything that can keep a file from being read at all."""

from __future__ import annotations

from pathlib import Path

from yaml.reader import Reader

from baseline.config.problem import Complaint
from baseline.config.wording import shown

SIZE_BYTES = 1_048_576
"""Room for some 10,000 accounts; a larger file is no configuration but a mistake."""


class UnreadableError(Exception):
    """The file cannot be read further, for the reason that the complaint gives."""

    def __init__(self, rule: str, got: str, remedy: str, line: int = 1) -> None:
        self.complaint = Complaint(loc=(), rule=rule, got=got, remedy=remedy, line=line)
        super().__init__(rule)


def read_text(path: str | Path) -> str:
    """Read a file of UTF-8 text, a byte order mark at its start left out.

    Raises:
        UnreadableError: if there is no such file, it is a directory, it is not for us to read, it
            is too large, or it holds bytes or characters that no YAML file may hold.
    """
    content = _read_bytes(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            rule="must be UTF-8 text",
            got=f"the byte 0x{content[error.start]:02x}",
            remedy="save the file in the encoding UTF-8",
            line=content.count(b"\n", 0, error.start) + 1,
        ) from error
    odd = Reader.NON_PRINTABLE.search(text)
    if odd is not None:
        raise UnreadableError(
            rule="must hold no control characters",
            got=shown(odd.group()),
            remedy="remove the character",
            line=text.count("\n", 0, odd.start()) + 1,
        )
    return text


def _read_bytes(path: str | Path) -> bytes:
    got = shown(str(path))
    try:
        with Path(path).open("rb") as file:
            content = file.read(SIZE_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(
            "must be there", got, "name a file that exists, or copy one from examples/"
        ) from error
    except IsADirectoryError as error:
        raise UnreadableError("must be a file", "a directory", "name a file in it") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableError(
            "must be readable", reason.lower(), "check its name and its permissions"
        ) from error
    if len(content) > SIZE_BYTES:
        raise UnreadableError(
            f"must be at most {SIZE_BYTES:,} bytes",
            "more",
            "keep only the configuration in it",
        )
    return content
