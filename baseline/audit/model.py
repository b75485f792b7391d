"""What an alarm and a query are, and how both name what only a deploy knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"<([a-z-]+)>")


@dataclass(frozen=True)
class Query:
    """A saved query of Logs Insights over the trail's log group.

    `name` completes `{prefix}/`, the folder people see. `answers` is the question in words.
    """

    name: str
    answers: str
    text: str


@dataclass(frozen=True)
class Alarm:
    """Something that somebody should hear about: an event's pattern, and words for people.

    `name` completes `{prefix}-`. `happened` and `matters` end as sentences; `query` is the name of
    the query that shows the events. `threshold` is how many events in five minutes raise it.
    """

    name: str
    happened: str
    matters: str
    query: str
    pattern: str
    source: str
    threshold: int = 1

    def message(self, prefix: str) -> str:
        """Write what people read in the e-mail."""
        return (
            f"{self.happened} {self.matters} See the events in CloudWatch Logs Insights with the "
            f"saved query {prefix}/{self.query}."
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into the places that a pattern or a query leaves open, written `<name>`.

    Raises:
        KeyError: if a place has no value.
    """
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def piped(*commands: str) -> str:
    """Write a query with one command a line."""
    return "\n| ".join(commands)
