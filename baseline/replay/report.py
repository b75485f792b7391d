"""What a replay found, in words for a person and as data for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from baseline.policy.actions import snapshot_date
from baseline.policy.actions.events import read_on
from baseline.replay.accounts import Accounts
from baseline.replay.run import NOT_MAPPED
from baseline.replay.tally import Group, Tally
from baseline.review.judgement import called

DENIED, UNKNOWN, NOT_DENIED = "denied", "cannot tell", "not denied"
FIELDS = {"guardrail": "sid", "principal": "principal", "action": "action", "account": "account"}
"""What the calls are counted by, and what a group calls it."""

_TOLD_ELSEWHERE = {"outcome", "sid", "why"}
Rows = list[tuple[str, ...]]


def totals(tally: Tally) -> Rows:
    """List how many calls had which outcome, and how many were left out for what reason."""
    outcomes = tally.outcomes
    judged = [
        ("would be denied", DENIED),
        ("would not be denied", NOT_DENIED),
        ("cannot tell", UNKNOWN),
        ("not mapped to an action", NOT_MAPPED),
    ]
    rows: Rows = [("events", f"{tally.events:,}")]
    rows += [(f"  {told}", f"{outcomes[outcome]:,}") for told, outcome in judged]
    rows += [
        (f"  left out: {reason}", f"{count:,}") for reason, count in tally.left_out.most_common()
    ]
    return rows


def counts(tally: Tally, outcome: str, field: str) -> Rows:
    """List the calls of an outcome by guardrail, principal, action or account."""
    found = tally.by(outcome, FIELDS[field]).most_common()
    return [(called(name) if field == "guardrail" else name, f"{count:,}") for name, count in found]


def reasons(tally: Tally) -> Rows:
    """List why calls cannot be judged, with the guardrail that hangs on it."""
    found: Counter[tuple[str, str]] = Counter()
    for group in tally.of(UNKNOWN):
        found[called(group.sid), group.why] += group.count
    rows = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return [(guardrail, why, f"{count:,}") for (guardrail, why), count in rows]


def details(tally: Tally, outcome: str) -> Rows:
    """List the groups of calls of an outcome, the most frequent first."""
    return [
        (
            *(f"{each.count:,}", called(each.sid), each.action, each.principal),
            *(each.account, each.last, each.event_id),
        )
        for each in tally.of(outcome)
    ]


def missing(tally: Tally, accounts: Accounts, most: int) -> Iterator[str]:
    """Yield what the numbers lack, and what to give for it."""
    if tally.unplaced:
        yield (
            f"accounts in no known unit ({len(tally.unplaced):,}): "
            f"{_counted(tally.unplaced, most)}; give --accounts, --live or --unit"
        )
    if accounts.management is None:
        yield (
            "the management account is not known, so its calls are judged as if guardrails bound "
            "it; give --management-account, --accounts or --live"
        )
    if tally.not_mapped:
        yield f"no action is known for: {_counted(tally.not_mapped, most)}"
    if tally.broken:
        yield (
            f"files that are damaged, counted up to there ({tally.broken:,}): "
            f"{_some(tally.broken_names, most)}; fetch them again"
        )
    if not tally.events:
        yield "no event was found; give a folder with the files of a trail"


def as_data(tally: Tally, accounts: Accounts) -> dict[str, Any]:
    """Return everything a program may want, groups in full."""
    return {
        "files": {"logs": tally.files, "others": tally.no_logs, "damaged": tally.broken},
        "events": tally.events,
        "would be denied": tally.outcomes[DENIED],
        "would not be denied": tally.outcomes[NOT_DENIED],
        "cannot tell": tally.outcomes[UNKNOWN],
        "not mapped": tally.outcomes[NOT_MAPPED],
        "left out": dict(tally.left_out.most_common()),
        "events without an action": dict(tally.not_mapped.most_common()),
        "accounts without a unit": dict(tally.unplaced.most_common()),
        "management account": accounts.management,
        "data": {"actions": snapshot_date(), "event names": read_on()},
        "denied": [_row(each) for each in tally.of(DENIED)],
        "unknown": [{**_row(each), "why": each.why} for each in tally.of(UNKNOWN)],
    }


def _row(group: Group) -> dict[str, Any]:
    told = {name: each for name, each in vars(group).items() if name not in _TOLD_ELSEWHERE}
    return {"guardrail": called(group.sid), "statement": group.sid, **told}


def _counted(counter: Counter[str], most: int) -> str:
    return _some([f"{name} ({count:,})" for name, count in counter.most_common()], most)


def _some(names: list[str], most: int) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest:,} more" if rest > 0 else "")
