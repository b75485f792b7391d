"""The page of compliance, from the table of controls."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from tools.reference.markdown import cell, table

_TABLE = Path(__file__).with_name("compliance.yaml")
_ABOVE = "../../"


class Framework(NamedTuple):
    """A list of controls: its title, which of its controls stand here, where the numbers are from.

    `source` names for each column of numbers the lists it was held against, with dates.
    """

    title: str
    scope: str
    source: str


FRAMEWORKS = {
    "cis": Framework(
        "CIS AWS Foundations Benchmark 7.0.0",
        "Every control of version 7.0.0, with its number in 5.0 where that version has it. Of 5.0 "
        "only 1.10 (no access key with a new user) and 1.12 (one active key a user) have no "
        "counterpart in 7.0.0; both are yours.",
        "Column *control*: two lists made independently agree on all 70 numbers, Prowler's "
        "(`prowler/compliance/aws`, read 2026-11-24) and the profile "
        "`risk-sentinel/cis-aws-foundations-v7.0.0` (of 2026-05-20, read 2026-11-30). Column "
        "*5.0*: so do Prowler's, but for one misprint, and `cis_v500` of "
        "`turbot/steampipe-mod-aws-compliance` (of 2025-12-06, read 2026-11-30). The benchmark "
        "itself was not at hand.",
    ),
    "fsbp": Framework(
        "AWS Foundational Security Best Practices",
        "The controls about what the baseline makes or guards. All others are about services that "
        "it does not use, and are yours.",
        "AWS Security Hub user guide, AWS Foundational Security Best Practices standard, in AWS's "
        "public copy of 2023-03-10, read 2026-11-30; for KMS.5 and SNS.4, which AWS added later, "
        "`foundational_security` of `turbot/steampipe-mod-aws-compliance` (of 2025-12-06). What "
        "AWS took out of the standard since then is unconfirmed.",
    ),
    "hub": Framework(
        "Other controls of AWS Security Hub",
        "Controls that Security Hub has for other standards, and not for the Foundational Security "
        "Best Practices.",
        "AWS Security Hub user guide, Security Hub controls reference, in AWS's public copy of "
        "2023-03-10, read 2026-11-30; for S3.15, S3.17 and S3.20, which AWS added later, Prowler's "
        "list (`prowler/compliance/aws`, read 2026-11-24) alone, so these three are unconfirmed.",
    ),
    "nist": Framework(
        "NIST SP 800-53 Revision 5",
        "The controls that the baseline contributes to. It is one part of what an organization "
        "does about each of them; all others are yours, or AWS's.",
        "NIST's own catalog in OSCAL, release 5.1.1 (`usnistgov/oscal-content`, profile HIGH, read "
        "2026-11-30), by number, letter and title. AC-3(7), AC-3(10) and AU-6(4) are not in that "
        "profile; they were held against copies of the catalog elsewhere, read 2026-11-30.",
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
        "Each table says where its numbers come from, and which were confirmed by a second list. "
        "What each control is about is said in words of our own.",
    ]
    for key, rows in controls().items():
        parts += _section(FRAMEWORKS[key], rows)
    return "\n\n".join(parts) + "\n"


@functools.cache
def controls() -> Mapping[str, Sequence[Row]]:
    """Read every control, by framework."""
    content = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {key: [Row.model_validate(each) for each in rows] for key, rows in content.items()}


def _section(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    counts = Counter(each.state for each in rows)
    yield f"## {framework.title}"
    yield f"{framework.scope} {', '.join(f'{many} {state}' for state, many in counts.items())}."
    yield f"Source: {framework.source}"
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
