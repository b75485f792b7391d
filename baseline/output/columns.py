"""Rows in columns: a table in a terminal, plain lines in a file or a pipe."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text


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
    every = [header, *rows]
    widths = [max(len(row[index]) for row in every) for index in range(len(header))]
    for row in every:
        cells = [
            cell.rjust(width) if name in numbers else cell.ljust(width)
            for name, cell, width in zip(header, row, widths, strict=True)
        ]
        text = "  ".join(cells).rstrip()
        console.print(text, soft_wrap=True, highlight=False, markup=False)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in header:
        if name in numbers:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
