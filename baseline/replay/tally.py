"""Counts what a replay finds, in bounded memory, in a form that a file can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_GROUPS = 50_000
"""So many groups are told apart; what comes after them loses its principal and its account."""

MOST_NAMES = 20
"""So many broken files are named; all of them are counted."""

OTHERS = "(others)"


@dataclass(frozen=True)
class Group:
    """Calls that are alike in everything a reader asks for."""

    outcome: str
    sid: str
    action: str
    principal: str
    account: str
    why: str


@dataclass
class Seen:
    """How often a group was met, between which times, and one event to look up."""

    count: int
    first: str
    last: str
    event_id: str


@dataclass
class Tally:
    """The whole result: `groups` holds the calls that would be denied or cannot be told."""

    files: int = 0
    no_logs: int = 0
    broken: int = 0
    broken_names: list[str] = field(default_factory=list)
    events: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    not_mapped: Counter[str] = field(default_factory=Counter)
    unplaced: Counter[str] = field(default_factory=Counter)
    groups: dict[Group, Seen] = field(default_factory=dict)

    def add(self, group: Group, when: str, event_id: str) -> None:
        """Count a call of a group."""
        if group not in self.groups and len(self.groups) >= MOST_GROUPS:
            group = Group(group.outcome, group.sid, group.action, OTHERS, OTHERS, group.why)
        seen = self.groups.get(group)
        if seen is None:
            self.groups[group] = Seen(1, when, when, event_id)
            return
        seen.count += 1
        seen.first, seen.last = min(seen.first, when), max(seen.last, when)

    def add_name(self, counter: Counter[str], name: str) -> None:
        """Count a name that comes from a log, of which there may be any number."""
        counter[name if name in counter or len(counter) < MOST_GROUPS else OTHERS] += 1

    def by(self, outcome: str, name: str) -> Counter[str]:
        """Count the calls of an outcome by one field of their groups."""
        found: Counter[str] = Counter()
        for group, seen in self.groups.items():
            if group.outcome == outcome:
                found[getattr(group, name)] += seen.count
        return found

    def of(self, outcome: str) -> Iterator[tuple[Group, Seen]]:
        """Yield the groups of an outcome, the most frequent first."""
        found = [each for each in self.groups.items() if each[0].outcome == outcome]
        yield from sorted(found, key=lambda each: (-each[1].count, *vars(each[0]).values()))

    def as_data(self) -> dict[str, Any]:
        """Return everything in a form that JSON holds."""
        groups = [
            [*vars(group).values(), *vars(seen).values()] for group, seen in self.groups.items()
        ]
        return {**vars(self), "groups": groups}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Tally:
        """Read what `as_data` returned."""
        counters = ("outcomes", "left_out", "not_mapped", "unplaced")
        found = cls(**{key: value for key, value in data.items() if key not in counters})
        for name in counters:
            setattr(found, name, Counter(data[name]))
        found.groups = {Group(*row[:6]): Seen(*row[6:]) for row in data["groups"]}
        return found
