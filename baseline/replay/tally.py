"""Counts what a replay finds, in bounded memory, in a form that a file can hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

MOST_GROUPS = 50_000
"""So many groups are told apart; what comes after them loses its principal and its account."""

MOST_NAMES = 20
"""So many broken files are named; all of them are counted."""

OTHERS = "(others)"


@dataclass
class Group:
    """Calls that are alike in what a reader asks for; how often, when, and one to look up."""

    outcome: str
    sid: str
    action: str
    principal: str
    account: str
    why: str
    count: int = 0
    first: str = ""
    last: str = ""
    event_id: str = ""


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
    groups: dict[str, Group] = field(default_factory=dict)

    def add(self, group: Group, when: str, event_id: str) -> None:
        """Count a call of a group, which is told apart by its texts."""
        if _key(group) not in self.groups and len(self.groups) >= MOST_GROUPS:
            group = replace(group, principal=OTHERS, account=OTHERS)
        found = self.groups.setdefault(_key(group), replace(group, first=when, event_id=event_id))
        found.count += 1
        found.first, found.last = min(found.first, when), max(found.last, when)

    def add_name(self, counter: Counter[str], name: str) -> None:
        """Count a name that comes from a log, of which there may be any number."""
        counter[name if name in counter or len(counter) < MOST_GROUPS else OTHERS] += 1

    def by(self, outcome: str, name: str) -> Counter[str]:
        """Count the calls of an outcome by one field of their groups."""
        found: Counter[str] = Counter()
        for group in self.groups.values():
            if group.outcome == outcome:
                found[getattr(group, name)] += group.count
        return found

    def of(self, outcome: str) -> list[Group]:
        """List the groups of an outcome, the most frequent first."""
        found = [each for each in self.groups.values() if each.outcome == outcome]
        return sorted(found, key=lambda each: (-each.count, _key(each)))


def _key(group: Group) -> str:
    texts = (group.outcome, group.sid, group.action, group.principal, group.account, group.why)
    return "\n".join(texts)
