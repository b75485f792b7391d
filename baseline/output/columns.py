"""Rows in columns: a table in a terminal, plain lines in a file or a pipe."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_GAP = 2
"""So many spaces stand between two columns."""


def print_columns(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    console: Console,
    numbers: Collection[str] = (),
) -> None:
    """Print rows under a header; the columns named in `numbers` stand to the right."""
    if console.is_terminal:
        console.print(_table(header, rows, numbers))
        return
    for line in _aligned(header, rows, numbers):
        _print_line(line, console)


def print_groups(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    console: Console,
    numbers: Collection[str] = (),
) -> None:
    """Print rows in columns, or where a terminal is too narrow for them below one another.

    Then the first cell is a heading above all rows that share it, and the last one, a list of words
    of any length, stands below its row.
    """
    if not console.is_terminal or console.width >= _narrowest(header, rows):
        print_columns(header, rows, console, numbers)
        return
    first, *lines = _aligned(header[1:-1], [row[1:-1] for row in rows], numbers)
    _print_line(f"{'':{_GAP}}{first}", console, "bold")
    for heading, group in groupby(zip(rows, lines, strict=True), key=lambda each: each[0][0]):
        _print_line(heading, console, "bold")
        for row, line in group:
            _print_line(f"{'':{_GAP}}{line}", console)
            console.print(Padding(Text(row[-1]), (0, 0, 0, 2 * _GAP)))


def _narrowest(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Count the characters of a table that cuts no word of the last column, and nothing else."""
    every = [header, *rows]
    words = max(len(word) for row in every for word in row[-1].split())
    return sum(width + _GAP for width in _widths([row[:-1] for row in every])) + words + _GAP


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _aligned(
    header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str]
) -> Iterator[str]:
    """Yield the header and the rows as lines whose cells stand below each other."""
    widths = _widths([header, *rows])
    for row in [header, *rows]:
        cells = [
            cell.rjust(width) if name in numbers else cell.ljust(width)
            for name, cell, width in zip(header, row, widths, strict=True)
        ]
        yield (" " * _GAP).join(cells).rstrip()


def _print_line(line: str, console: Console, style: str | None = None) -> None:
    console.print(line, style=style, soft_wrap=True, highlight=False, markup=False)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str]) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="bold")
    for name in header:
        if name in numbers:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
