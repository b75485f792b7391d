"""An interrupted replay goes on and comes to the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.errors import BaselineError
from baseline.replay import run, tally
from baseline.replay.accounts import Accounts
from baseline.replay.run import Replay
from baseline.replay.state import State
from baseline.replay.state import load as loaded
from baseline.replay.tally import Group, Tally
from tests.hash_seeds import outputs
from tests.replay.judging import judge
from tests.replay.records import again, record, write


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A folder of logs that hold every outcome."""
    calls = [
        record("cloudtrail StopLogging", {"name": "baseline-trail"}),
        record("iam PutRolePolicy", {"roleName": "web"}),
        record("ec2 BrandNewCall"),
        record("s3 ListBuckets"),
        record("s3 ListBuckets", errorCode="AccessDenied"),
    ]
    for at, name in enumerate(("a/1.json.gz", "a/2.json.gz", "b/1.json", "c.json.gz")):
        write(tmp_path / "logs" / name, map(again, calls[at:] * (at + 1)))
    return tmp_path / "logs"


def _replay(logs: Path, state: State, file: Path | None, stop_after: int = 99) -> Tally:
    heard = 0

    def told(*_: object) -> None:
        nonlocal heard
        heard += 1
        if heard == stop_after:
            raise KeyboardInterrupt

    return Replay(judge(), Accounts(), state, file).run(logs, told)


@pytest.mark.parametrize("stop_after", [1, 2, 3, 4])
def test_same_numbers(
    logs: Path, tmp_path: Path, stop_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it was interrupted, what it counts in the end is what one run counts."""
    monkeypatch.setattr(run, "SAVE_SECONDS", -1.0)
    whole = _replay(logs, State("q"), None)
    file = tmp_path / "state.json"
    with pytest.raises(KeyboardInterrupt):
        _replay(logs, loaded(file, "q"), file, stop_after)
    begun = loaded(file, "q")
    assert begun.tally.files == stop_after
    assert _replay(logs, begun, file) == whole
    assert loaded(file, "q").tally == whole
    assert _replay(logs, loaded(file, "q"), file) == whole


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{}", "not the state of a replay"),
        ("[]", "not the state of a replay"),
        ("nothing", "not the state of a replay"),
    ],
    ids=["empty", "list", "text"],
)
def test_no_state(tmp_path: Path, content: str, told: str) -> None:
    """A file that is something else is never taken for a state."""
    (tmp_path / "state.json").write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError, match=told):
        loaded(tmp_path / "state.json", "q")


def test_another_question(tmp_path: Path) -> None:
    """Numbers of another configuration are not added up."""
    State("old").save(tmp_path / "state.json")
    with pytest.raises(BaselineError, match="another replay"):
        loaded(tmp_path / "state.json", "new")


def test_the_same_question_in_another_process() -> None:
    """What a replay is about is told in the same way by every process, or none could go on."""
    ask = (
        "from pathlib import Path\n"
        "from baseline.cli.impact import _question\n"
        "from baseline.config import load\n"
        "from baseline.replay.accounts import Accounts\n"
        "from baseline.review.guarded import guarded_by_config\n"
        "guarded = guarded_by_config(load('examples/default.yaml'))\n"
        "members = frozenset(['111122223333', '222233334444', '444455556666', '777788889999'])\n"
        "print(_question(Path('logs'), guarded, Accounts(members=members)))"
    )
    assert len(outputs(ask, "0", "1")) == 1


@pytest.mark.parametrize("change", ["came", "went"])
def test_files_changed(logs: Path, tmp_path: Path, change: str) -> None:
    """A file that came or went among those that were read would change the numbers unseen."""
    file = tmp_path / "state.json"
    _replay(logs, State("q"), file)
    if change == "came":
        write(logs / "a/0.json", [])
    else:
        (logs / "a/1.json.gz").unlink()
    with pytest.raises(BaselineError, match="came or went"):
        _replay(logs, loaded(file, "q"), file)


def test_files_added_behind(logs: Path, tmp_path: Path) -> None:
    """Files that sort behind those that were read are simply read too."""
    file = tmp_path / "state.json"
    before = _replay(logs, State("q"), file).events
    write(logs / "d.json", [record("s3 ListBuckets")])
    assert _replay(logs, loaded(file, "q"), file).events == before + 1


def test_damaged_file_is_named(logs: Path) -> None:
    """A damaged file is counted and named, and the others are read."""
    (logs / "a/1.json.gz").write_bytes(b"\x1f\x8bnot really")
    found = _replay(logs, State("q"), None)
    assert (found.files, found.broken) == (3, 1)
    assert found.broken_names[0].startswith("a/1.json.gz: ")


def test_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the bound calls still count, those of a group that is new without who made them."""
    monkeypatch.setattr(tally, "MOST_GROUPS", 3)
    found = Tally()
    for each in range(10):
        found.add(Group("denied", "S", "s3:GetObject", f"role-{each}", "1", ""), "t", "e")
        found.add_name(found.unplaced, str(each))
    assert len(found.groups) == len(found.unplaced) == 4
    assert sum(found.by("denied", "principal").values()) == found.unplaced.total() == 10
    assert found.by("denied", "principal")[tally.OTHERS] == 7
    found.add(Group("denied", "S", "s3:GetObject", "role-0", "1", ""), "t", "e")
    found.add_name(found.unplaced, "0")
    assert found.by("denied", "principal")["role-0"] == found.unplaced["0"] == 2
