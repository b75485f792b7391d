"""Findings for people: one line for what belongs together, every difference in full.

A terminal gets colours and columns that fold; a file or a pipe gets the same lines as plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from baseline.output.difference import differences, shown
from baseline.output.finding import Finding

STYLES = {"ok": "green", "differs": "bold red", "unknown": "bold yellow"}


@dataclass(frozen=True)
class Line:
    """One line of the table; an empty status continues the line above."""

    status: str
    subject: str
    detail: str


HEADER = Line("result", "where", "what, with the number of its checks")


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """Print the table and, below it, the number of each outcome."""
    rows = list(lines(findings))
    if console.is_terminal:
        console.print(_table(rows))
    else:
        width = max(len(row.subject) for row in [HEADER, *rows])
        for row in [HEADER, *rows]:
            text = f"{row.status:8} {row.subject:{width}}  {row.detail}".rstrip()
            console.print(text, soft_wrap=True, highlight=False, markup=False)
    console.print(Text(summary(findings), "bold"), soft_wrap=True)


def _table(rows: Sequence[Line]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(HEADER.status, no_wrap=True)
    table.add_column(HEADER.subject, overflow="fold")
    table.add_column(HEADER.detail, overflow="fold")
    for row in rows:
        style = STYLES.get(row.status, "")
        table.add_row(Text(row.status, style), Text(row.subject), Text(row.detail))
    return table


def lines(findings: Sequence[Finding]) -> Iterator[Line]:
    """Yield the table's lines: a group that is all ok takes one, everything else its own.

    A group is what has the same parent in the subject's path; groups keep the findings' order.
    """
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        parent, _, name = finding.subject.rpartition("/")
        groups.setdefault(parent or name, {}).setdefault(name, []).append(finding)
    for parent, subjects in groups.items():
        good = {name: each for name, each in subjects.items() if _all_ok(each)}
        if good:
            yield Line("ok", parent, _counts(parent, good))
        for name, each in subjects.items():
            if name not in good:
                subject = name if name == parent else f"{parent}/{name}"
                yield from _problem_lines(subject, each)


def summary(findings: Sequence[Finding]) -> str:
    """Say how many checks were made and how many came out otherwise than ok."""
    if not findings:
        return "nothing was checked"
    statuses = sorted(finding.status for finding in findings)
    counts = {status: len(list(each)) for status, each in groupby(statuses)}
    bad = [f"{counts[status]} {status}" for status in ("differs", "unknown") if status in counts]
    told = f"{len(findings)} checks: " + (", ".join(bad) if bad else "all ok")
    return f"{told}, {counts.get('ok', 0)} ok" if bad else told


def _all_ok(findings: Sequence[Finding]) -> bool:
    return all(finding.status == "ok" for finding in findings)


def _counts(parent: str, subjects: dict[str, list[Finding]]) -> str:
    if list(subjects) == [parent]:
        return f"{len(subjects[parent])} checks"
    return ", ".join(f"{name} {len(each)}" for name, each in subjects.items())


def _problem_lines(subject: str, findings: Sequence[Finding]) -> Iterator[Line]:
    good = sum(finding.status == "ok" for finding in findings)
    if good:
        yield Line("ok", subject, f"{good} of {len(findings)} checks")
    for finding in findings:
        if finding.status == "unknown":
            yield Line("unknown", subject, f"{finding.check}: {shown(finding.found)}")
        elif finding.status == "differs":
            for each in differences(finding.expected, finding.found):
                place = "." * (each.place[:1] not in ("", "[")) + each.place
                yield Line("differs", subject, f"{finding.check}{place}: want {each.expected}")
                yield Line("", "", f"found {each.found}")
