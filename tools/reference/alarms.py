"""The page of the alarms, from the table of alarms and the queries they name."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.audit.alarms import ALARMS
from baseline.audit.model import Alarm, Query
from baseline.audit.queries import QUERIES
from baseline.config import Config
from tools.reference.markdown import cell, table

_MINUTES = 5


def page(config: Config) -> str:
    """Write every alarm with its meaning, what to do first, its source and its pattern."""
    queries = {each.name: each for each in QUERIES}
    parts = [
        "# Alarms",
        "What somebody hears about by e-mail, within minutes of the event reaching CloudWatch "
        f"Logs: each alarm counts events of the trail for {_MINUTES} minutes. They are there "
        "while `trail.cloudwatch_logs` is true. `<name>` stands for what only a deploy knows.",
        "With every alarm: open the saved query it names, see who did it from where, and ask that "
        "person by a way that the event could not have forged. If nobody knows of it, treat it as "
        "an attack: [break glass](../how-to/break-glass.md) is the way in when nothing else is.",
        table(
            ("alarm", "events", "what happened"),
            (
                (
                    f"[`{config.prefix}-{each.name}`](#{config.prefix}-{each.name})",
                    str(each.threshold),
                    cell(each.happened),
                )
                for each in ALARMS
            ),
        ),
    ]
    for each in ALARMS:
        parts += _section(each, queries[each.query], config.prefix)
    return "\n\n".join(parts) + "\n"


def _section(alarm: Alarm, query: Query, prefix: str) -> Iterator[str]:
    yield f"## {prefix}-{alarm.name}"
    yield f"**What happened.** {alarm.happened}"
    yield f"**Why it matters.** {alarm.matters}"
    yield f"**What to do first.** Run the saved query `{prefix}/{query.name}`: {query.answers}"
    yield f"**Source.** {alarm.source}."
    yield f"```text\n{alarm.pattern}\n```"
