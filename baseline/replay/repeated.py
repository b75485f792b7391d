"""Events that were delivered more than once, told by their ids in bounded memory.

CloudTrail gives each event an id of its own. Nothing tells how far apart copies are delivered, so
ids are remembered for a file and the few before it, in the order of paths: the files of an account
and a region, by time. A copy further away is counted again, as one that a second trail wrote is.

Source: CloudTrail user guide, CloudTrail record contents (`eventID`, `addendum`); read 2026-11-30.
"""

from __future__ import annotations

from collections import deque

NEIGHBOURS = 8
"""So many files before one are remembered."""

MOST_IDS = 20_000
"""So many ids are remembered of a file; with its neighbours that is some 25 MB."""


class Recent:
    """The ids of a file and those before it; what they are depends on these files alone."""

    def __init__(self) -> None:
        self._files: deque[set[str]] = deque(maxlen=NEIGHBOURS + 1)

    def open_file(self) -> None:
        """Begin a file, and forget the one that is too far away now."""
        self._files.append(set())

    def is_repeated(self, event_id: object) -> bool:
        """Say whether an id was met before, and remember it."""
        if not isinstance(event_id, str):
            return False
        found = any(event_id in each for each in self._files)
        if len(self._files[-1]) < MOST_IDS:
            self._files[-1].add(event_id)
        return found
