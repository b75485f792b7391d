"""Replays the files of a folder, one record after the other."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from baseline.errors import BaselineError
from baseline.policy.actions import Action
from baseline.policy.actions.events import actions_of_event
from baseline.replay.accounts import Accounts
from baseline.replay.files import BrokenLogError, LogFile, NoLogError, log_files, records
from baseline.replay.judge import NOT_DENIED, Judge, Verdict
from baseline.replay.record import caller, event_id, left_out, recipient, unbound
from baseline.replay.repeated import NEIGHBOURS, Recent
from baseline.replay.state import State
from baseline.replay.tally import MOST_NAMES, Group, Tally

REPEATED = "delivered again, counted before"
NOT_MAPPED = "not mapped"
SAVE_SECONDS = 2.0


class Replay:
    """One question asked of every record of a folder.

    Args:
        file: where the state is kept, none to keep none.
    """

    def __init__(
        self, judge: Judge, accounts: Accounts, state: State, file: Path | None = None
    ) -> None:
        self._judge = judge
        self._accounts = accounts
        self._state = state
        self._file = file
        self._recent = Recent()

    def run(self, folder: Path, told: Callable[[LogFile, int], None]) -> Tally:
        """Read what was not read yet; `told` hears of each file and the events so far.

        Raises:
            BaselineError: if files came in between those that were read before.
        """
        tally, saved, passed = self._state.tally, time.monotonic(), 0
        behind: deque[Path] = deque(maxlen=NEIGHBOURS)
        for each in log_files(folder):
            path = folder.joinpath(*each.parts)
            if each.parts > self._state.after:
                self._check(passed)
                while behind:
                    self._remember(behind.popleft())
                self._read(path, each.name, tally)
                self._state.after, self._state.passed = each.parts, passed + 1
                if self._file and time.monotonic() - saved > SAVE_SECONDS:
                    self._state.save(self._file)
                    saved = time.monotonic()
            else:
                behind.append(path)
            passed += 1
            told(each, tally.events)
        self._check(passed)
        if self._file:
            self._state.save(self._file)
        return tally

    def _check(self, passed: int) -> None:
        """Refuse to go on where the numbers would not be those of a run in one piece."""
        if passed != self._state.passed:
            raise BaselineError(
                [
                    f"{self._file}: files came or went among those that were read before "
                    f"(got {passed:,}, read {self._state.passed:,}); remove it to begin again"
                ]
            )

    def _remember(self, file: Path) -> None:
        """Read again which events a file held that was counted before."""
        self._recent.open_file()
        with suppress(NoLogError, BrokenLogError):
            for record in records(file):
                self._recent.is_repeated(event_id(record))

    def _read(self, file: Path, name: str, tally: Tally) -> None:
        self._recent.open_file()
        try:
            for record in records(file):
                self._count(record, tally)
            tally.files += 1
        except NoLogError:
            tally.no_logs += 1
        except BrokenLogError as error:
            tally.broken += 1
            if len(tally.broken_names) < MOST_NAMES:
                tally.broken_names.append(f"{name}: {error}")

    def _count(self, record: dict[str, Any], tally: Tally) -> None:
        tally.events += 1
        reason = REPEATED if self._recent.is_repeated(event_id(record)) else left_out(record)
        if reason is not None:
            tally.left_out[reason] += 1
            return
        actions = actions_of_event(record["eventSource"], record["eventName"])
        reason = unbound(record, self._accounts.management)
        verdict = self._judge.judge(actions, record, is_bound=reason is None)
        if reason is not None and verdict is None:
            tally.left_out[reason] += 1
        elif not actions:
            tally.outcomes[NOT_MAPPED] += 1
            tally.add_name(tally.not_mapped, f"{record['eventSource']} {record['eventName']}")
        else:
            self._add(verdict or NOT_DENIED, actions[0], record, tally)

    def _add(self, verdict: Verdict, action: Action, record: dict[str, Any], tally: Tally) -> None:
        where = recipient(record)
        if self._accounts.place(where) is None:
            tally.add_name(tally.unplaced, where)
        tally.outcomes[verdict.outcome] += 1
        if verdict.outcome != "not denied":
            who = caller(record)
            group = Group(verdict.outcome, verdict.sid, action.name, who, where, verdict.why)
            tally.add(group, str(record.get("eventTime")), str(record.get("eventID")))
