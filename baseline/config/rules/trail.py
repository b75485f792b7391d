"""Retention must be a period AWS knows, a lock must end, and what nobody takes back be accepted."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.sections.trail import LOG_GROUP_RETENTIONS


def trail_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge the sections `trail` and `log_archive`."""
    trail = draft.trail
    yield from repeat_complaints(
        trail.emails, "must name each address once", "remove one of the two"
    )
    if trail.emails and not trail.cloudwatch_logs:
        yield Complaint(
            loc=("trail", "emails"),
            rule="must be left out without trail.cloudwatch_logs, which the alarms need",
            got=str(len(trail.emails)),
            remedy="remove the addresses, or write cloudwatch_logs: true",
        )
    days = trail.log_group_retention_days
    if days is not None and days not in LOG_GROUP_RETENTIONS:
        near = sorted(LOG_GROUP_RETENTIONS, key=lambda each: abs(each - days))[:2]
        yield Complaint(
            loc=("trail", "log_group_retention_days"),
            rule="must be a period that CloudWatch Logs knows",
            got=str(days),
            remedy=f"write {min(near)} or {max(near)}",
        )
    yield from _lock_complaints(draft)


def _lock_complaints(draft: Draft) -> Iterator[Complaint]:
    lock = draft.trail.object_lock
    retention = draft.trail.retention_days
    if lock is None:
        return
    if lock.days is not None and retention is not None and lock.days > retention:
        yield Complaint(
            loc=("log_archive", "object_lock", "days"),
            rule=f"must be at most log_archive.retention_days, which is {retention}",
            got=str(lock.days),
            remedy="lower it, or raise the retention",
        )
    if lock.mode == "compliance" and not lock.is_accepted:
        yield Complaint(
            loc=("log_archive", "object_lock", "mode"),
            rule="must be governance, unless what cannot be taken back is accepted",
            got="'compliance'",
            remedy="write governance, or irreversible: accepted beside it",
        )
