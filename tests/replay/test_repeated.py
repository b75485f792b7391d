"""An event that was delivered more than once counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.replay import repeated
from baseline.replay.accounts import Accounts
from baseline.replay.repeated import NEIGHBOURS, Recent
from baseline.replay.run import REPEATED, Replay
from baseline.replay.state import State
from baseline.replay.state import load as loaded
from baseline.replay.tally import Tally
from tests.replay.judging import judge
from tests.replay.records import again, record, write

STOP = record("cloudtrail StopLogging", {"name": "baseline-trail"})


def _count(logs: Path, file: Path | None = None) -> Tally:
    state = State("q") if file is None else loaded(file, "q")
    return Replay(judge(), Accounts(), state, file).run(logs, lambda *_: None)


def _found(tally: Tally) -> tuple[int, int, int]:
    return tally.events, tally.outcomes["denied"], tally.left_out[REPEATED]


@pytest.mark.parametrize(
    ("files_between", "found"),
    [(-1, (2, 1, 1)), (0, (2, 1, 1)), (NEIGHBOURS - 1, (2, 1, 1)), (NEIGHBOURS, (2, 2, 0))],
    ids=["same-file", "next-file", "last-neighbour", "too-far"],
)
def test_distance(tmp_path: Path, files_between: int, found: tuple[int, int, int]) -> None:
    """A copy in the same file or a neighbour is told; one further away is counted again."""
    files: list[list[dict[str, object]]] = [[] for _ in range(files_between + 2)]
    files[0].append(STOP)
    files[-1].append(STOP)
    for at, records in enumerate(files):
        write(tmp_path / f"{at:02}.json.gz", records)
    assert _found(_count(tmp_path)) == found


def test_calls_that_are_alike(tmp_path: Path) -> None:
    """Calls that differ in nothing but their id are calls of their own."""
    write(tmp_path / "a.json.gz", [STOP, again(STOP), {**STOP, "eventID": None}])
    assert _found(_count(tmp_path)) == (3, 3, 0)


def test_corrected(tmp_path: Path) -> None:
    """An event that is delivered anew with what was missing in it is still the same event."""
    addendum = {"reason": "UPDATED_DATA", "originalEventID": STOP["eventID"]}
    write(tmp_path / "a.json.gz", [STOP, {**again(STOP), "addendum": addendum}])
    assert _found(_count(tmp_path)) == (2, 1, 1)


def test_resumed(tmp_path: Path) -> None:
    """A run that goes on knows the events of the files just before, each of which may be a copy."""
    logs, file = tmp_path / "logs", tmp_path / "state.json"
    for at in range(NEIGHBOURS + 1):
        write(logs / f"{at:02}.json.gz", [STOP])
    assert _found(_count(logs, file)) == (NEIGHBOURS + 1, 1, NEIGHBOURS)
    write(logs / "90.json.gz", [STOP, again(STOP)])
    assert _found(_count(logs, file)) == _found(_count(logs)) == (NEIGHBOURS + 3, 2, NEIGHBOURS + 1)


def test_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past its bound a file's ids are not remembered, and a copy counts again."""
    monkeypatch.setattr(repeated, "MOST_IDS", 2)
    recent = Recent()
    recent.open_file()
    assert [recent.is_repeated(each) for each in "abcabc"] == [False] * 3 + [True, True, False]
