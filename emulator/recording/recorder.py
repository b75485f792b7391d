"""The queue between the calls and the trails, emptied once a second and when asked."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .delivery import Record
    from .heard import Heard
    from .trails import Trail

    _Addressed = tuple[Trail, str, Record]

_SECONDS = 1.0


class Recorder:
    """Keeps what was heard until it is delivered; counts what it delivered."""

    def __init__(self) -> None:
        self._heard: list[Heard] = []
        self._lock = Lock()
        self._timer: asyncio.TimerHandle | None = None
        self.recorded = 0
        self.files = 0

    def add(self, heard: Heard) -> None:
        """Put a call on record; it is delivered about a second later."""
        self._heard.append(heard)
        with contextlib.suppress(RuntimeError):
            if self._timer is None:
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(_SECONDS, self._start, loop)

    def _start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        loop.run_in_executor(None, self.flush)

    def flush(self) -> dict[str, int]:
        """Deliver everything now and tell how much has been delivered since the start."""
        with self._lock:
            heard, self._heard = self._heard, []
            own = self._deliver_all(_sorted(heard))
            # A file of nothing but CloudTrail's own use of the key is followed by no other.
            self._deliver_all(own)
        return {"recorded": self.recorded, "files": self.files}

    def _deliver_all(self, addressed: list[_Addressed]) -> list[_Addressed]:
        """Deliver records in batches; return those of CloudTrail's own use of keys."""
        batches: dict[tuple[str, str, str], tuple[Trail, list[Record]]] = {}
        for trail, account, record in addressed:
            place = (trail.arn, account, record["awsRegion"])
            batches.setdefault(place, (trail, []))[1].append(record)
        own: list[_Addressed] = []
        for (_, account, region), (trail, records) in batches.items():
            try:
                used = self._deliver(trail, account, region, records)
            except Exception:
                traceback.print_exc()
                continue
            if used is not None:
                own.append((trail, used["recipientAccountId"], used))
        return own

    def _deliver(
        self, trail: Trail, account: str, region: str, records: list[Record]
    ) -> Record | None:
        from . import delivery

        delivery.to_log_group(trail, account, records)
        key = delivery.to_bucket(trail, account, region, records)
        self.recorded += len(records)
        self.files += bool(key)
        return delivery.key_use(trail, key) if key else None


def _sorted(heard: list[Heard]) -> list[_Addressed]:
    """Every record with the trail and the account it is delivered for."""
    from . import events, trails

    found: list[_Addressed] = []
    visible: dict[str, tuple[Trail, ...]] = defaultdict(tuple)
    for one in heard:
        for account, is_global, record in events.records(one):
            takers = one.trails
            if account != one.caller.account:
                visible[account] = visible[account] or trails.logging_for(account)
                takers = visible[account]
            found += [
                (trail, account, record)
                for trail in takers
                if trail.takes(record, is_global=is_global)
            ]
    return found


RECORDER = Recorder()
"""The recorder of this process."""
