"""Log files are read whatever folders they lie in, packed or not, piece by piece."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from baseline.replay import files
from baseline.replay.files import BrokenLogError, NoLogError, log_files, records
from tests.replay.records import record, write

CALLS = [record("s3 ListBuckets", eventID=str(each)) for each in range(30)]


def _ids(file: Path) -> list[str]:
    return [each["eventID"] for each in records(file)]


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_records(tmp_path: Path, packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record is read once, in order, however the pieces of the file fall."""
    write(tmp_path / "a.json", CALLS, packed=packed)
    for chars in (50, 997, 1 << 20):
        monkeypatch.setattr(files, "_CHUNK_CHARS", chars)
        assert _ids(tmp_path / "a.json") == [each["eventID"] for each in CALLS]


def test_any_layout(tmp_path: Path) -> None:
    """Files come in the order of their paths, folders at any depth, other files not at all."""
    for name in ("b/2/x.json.gz", "b/10/x.json", "a.json", "b.json.gz", "c/notes.txt"):
        write(tmp_path / name, CALLS)
    found = list(log_files(tmp_path))
    assert [each.name for each in found] == ["a.json", "b/10/x.json", "b/2/x.json.gz", "b.json.gz"]
    assert found == sorted(found)


def test_digest(tmp_path: Path) -> None:
    """A digest file is no log, and is not taken for an empty or a damaged one."""
    (tmp_path / "d.json.gz").write_bytes(gzip.compress(b'{"awsAccountId": "444455556666"}'))
    with pytest.raises(NoLogError):
        list(records(tmp_path / "d.json.gz"))


def test_empty_log(tmp_path: Path) -> None:
    """A log may hold no record at all."""
    write(tmp_path / "a.json", [])
    assert _ids(tmp_path / "a.json") == []


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_cut_short(tmp_path: Path, packed: bool) -> None:
    """A file that ends early says so after the records that are whole."""
    file = tmp_path / "a.json"
    write(file, CALLS, packed=packed)
    file.write_bytes(file.read_bytes()[:-40])
    seen: list[str] = []
    reading = records(file)
    with pytest.raises(BrokenLogError):
        for each in reading:
            seen.append(each["eventID"])
    assert seen == [each["eventID"] for each in CALLS[: len(seen)]]
    assert packed or len(seen) == len(CALLS) - 1


def test_no_json(tmp_path: Path) -> None:
    """What is not JSON is damaged, not skipped in silence."""
    (tmp_path / "a.json").write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(BrokenLogError):
        list(records(tmp_path / "a.json"))
