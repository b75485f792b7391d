"""The page of compliance, from the table of controls."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from tools.reference.markdown import cell, table

_TABLE = Path(__file__).with_name("compliance.yaml")
_ABOVE = "../../"

FRAMEWORKS = {
    "cis": (
        "CIS AWS Foundations Benchmark 7.0.0",
        "Every control of version 7.0.0, with its number in 5.0 where that version has it. Of 5.0 "
        "only 1.10 (no access key with a new user) and 1.12 (one active key a user) have no "
        "counterpart in 7.0.0; both are yours.",
    ),
    "fsbp": (
        "AWS Foundational Security Best Practices",
        "The controls about what the baseline makes or guards. All others are about services that "
        "it does not use, and are yours.",
    ),
    "nist": (
        "NIST SP 800-53 Revision 5",
        "The controls that the baseline contributes to. It is one part of what an organization "
        "does about each of them; all others are yours, or AWS's.",
    ),
}


class Row(BaseModel):
    """One control: what it is about, how far it is met, with what, and what proves it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    control: str
    also: str = ""
    about: str
    state: Literal["met", "partly", "not met", "yours", "outside"]
    by: list[str] = []
    tests: list[str] = []
    note: str = ""


def page() -> str:
    """Write every control of every framework."""
    parts = [
        "# Compliance",
        "Which controls the baseline meets, with which resource, guardrail or alarm, and which "
        "test holds it. *yours* means that only you can meet it; *outside* that it does not "
        "apply. Nobody has certified anything: this is a map for those who have to show their "
        "work.",
        "Numbers and titles were looked up in Prowler's public lists of these frameworks (under "
        "`prowler/compliance/aws`), read 2026-11-24; the originals were not at hand, so a number "
        "that is wrong there is wrong here too. Its list of CIS 5.0 has the number 1.1 twice; the "
        "second is taken for 1.10. What each control is about is said in words of our own.",
    ]
    for key, rows in controls().items():
        parts += _section(*FRAMEWORKS[key], rows)
    return "\n\n".join(parts) + "\n"


@functools.cache
def controls() -> Mapping[str, Sequence[Row]]:
    """Read every control, by framework."""
    content = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {key: [Row.model_validate(each) for each in rows] for key, rows in content.items()}


def _section(title: str, scope: str, rows: Sequence[Row]) -> Iterator[str]:
    counts = Counter(each.state for each in rows)
    yield f"## {title}"
    yield f"{scope} {', '.join(f'{count} {state}' for state, count in counts.items())}."
    with_older = any(each.also for each in rows)
    header = ("control", *(("5.0",) if with_older else ()), "about", "state", "with", "held by")
    yield table(header, (_cells(each, with_older=with_older) for each in rows))


def _cells(row: Row, *, with_older: bool) -> tuple[str, ...]:
    about = f"{row.about}. {row.note}" if row.note else row.about
    return (
        row.control,
        *((row.also or "-",) if with_older else ()),
        cell(about),
        row.state,
        ", ".join(_part(each) for each in row.by) or "-",
        ", ".join(_tests(row.tests)) or "-",
    )


def _part(name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind == "guardrail":
        return f"[`{rest}`](../reference/guardrails.md#{rest})"
    return f"`{rest}` (alarm)" if kind == "alarm" else f"`{name}`"


def _tests(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        file, _, function = name.partition("::")
        yield f"[`{function}`]({_ABOVE}{file})"
