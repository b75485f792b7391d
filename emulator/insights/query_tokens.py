"""The tokens of a Logs Insights query, comments left out.

Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax": comments
begin with #, names with other characters than letters, digits, @, _ and . take backticks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .query_error import MalformedQueryError

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)|(?P<pipe>\|)"""
    r"""|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<regex>/(?:\\.|[^/\\\n])+/[a-z]*)"""
    r"""|(?P<quoted>`[^`]+`)|(?P<period>\d+(?:ms|mo|[smhdwqy])\b)|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|(?P<name>[@A-Za-z_][\w@]*(?:\.[\w@]+)*)|(?P<sign>=~|!=|<=|>=|[=<>])"""
    r"""|(?P<mark>[()\[\],*])"""
)


@dataclass(frozen=True)
class Token:
    """One token: its kind, and its text without quotes."""

    kind: str
    text: str

    def said(self, *words: str) -> bool:
        """Whether it is one of these keywords or marks, whatever the case."""
        return self.kind in ("name", "mark", "sign") and self.text.lower() in words


END = Token("end", "the end")


def commands(text: str) -> list[list[Token]]:
    """The tokens of each command between the pipes.

    Raises:
        MalformedQueryError: from the first character on that is no token.
    """
    found: list[list[Token]] = [[]]
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise MalformedQueryError(f"unexpected symbol in '{text[position : position + 20]}'")
        kind, position = match.lastgroup, match.end()
        if kind == "pipe":
            found.append([])
        elif kind != "space":
            found[-1].append(_token(kind, match[0]))
    if not any(found):
        raise MalformedQueryError("the query is empty")
    if not found[0]:
        del found[0]
    if not all(found):
        raise MalformedQueryError("there is no command between two pipes or after the last one")
    return found


def _token(kind: str, text: str) -> Token:
    if kind == "text":
        return Token(kind, re.sub(r"\\(.)", r"\1", text[1:-1]))
    return Token("name" if kind == "quoted" else kind, text.strip("`"))


class Reader:
    """Reads the tokens of one command, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self, ahead: int = 0) -> Token:
        """The token that comes, without taking it."""
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else END

    def take(self) -> Token:
        """The token that comes."""
        token = self.peek()
        self._at += 1
        return token

    def took(self, *words: str) -> bool:
        """Take the token that comes if it is one of these words."""
        if self.peek().said(*words):
            self._at += 1
            return True
        return False

    def need(self, *words: str) -> None:
        """Take one of these words.

        Raises:
            MalformedQueryError: if something else comes.
        """
        if not self.took(*words):
            wanted = " or ".join(words)
            raise MalformedQueryError(f"expected {wanted} (got '{self.peek().text}')")

    def mark(self) -> int:
        """Where the reader is now, for `since`."""
        return self._at

    def since(self, mark: int) -> str:
        """What was read since then, as one name: `count(*)`, `bin(1d)`."""
        taken = self._tokens[mark : self._at]
        return "".join(", " if token.text == "," else token.text for token in taken)

    def end(self) -> None:
        """Make sure that nothing is left.

        Raises:
            MalformedQueryError: if something is.
        """
        if self.peek() is not END:
            raise MalformedQueryError(f"unexpected '{self.peek().text}'")
