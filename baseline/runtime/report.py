"""What the accounts setting tells at its end: what is ready, what waits, what needs a person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from .answer import cut
from .errors import SettingError

#: Of the 4,096 bytes of an answer, what each list may take; ids and names take the rest.
PENDING_BYTES = 1500
NOTES_BYTES = 1000
LEFT_BYTES = 500


@dataclass
class Report:
    """Collects the outcome of each account by its key."""

    ready: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)

    def attributes(self, wanted: Collection[str]) -> dict[str, str]:
        """Return the attributes; an account that is neither ready nor left is pending.

        Raises:
            SettingError: if any account failed; the others are done by then.

        """
        if self.failed:
            told = "; ".join(f"{key}: {reason}" for key, reason in self.failed.items())
            raise SettingError(f"{len(self.failed)} accounts could not be created: {told}")
        pending = [key for key in wanted if key not in self.ready and key not in self.left]
        left = [f"{key} {reason}" for key, reason in self.left.items()]
        return {
            "Ready": str(len(self.ready)),
            "Pending": cut(",".join(pending), PENDING_BYTES),
            "Notes": cut("; ".join([*self.advice, *left]), NOTES_BYTES),
            "Left": cut("; ".join(left), LEFT_BYTES),
        }
