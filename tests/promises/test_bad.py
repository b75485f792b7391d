"""Each mistake in a file of promises yields exactly the lines that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.config import Problem
from baseline.errors import ConfigError
from baseline.promises.read import read_promises
from tests.assemblies import ROOT

HERE = Path("tests/promises")
GOOD_WORK = HERE / "good/must_work.yaml"
MISTAKES = sorted(path.stem for path in (ROOT / HERE / "bad").glob("*.yaml"))


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake(mistake: str) -> None:
    """Reading a file with a mistake raises exactly the expected problems, each one line."""
    file = HERE / f"bad/{mistake}.yaml"
    pair = ("promises.yaml", file) if mistake.startswith("work_") else (file, GOOD_WORK)
    with pytest.raises(ConfigError) as raised:
        read_promises(*pair)
    assert f"{raised.value}\n" == file.with_suffix(".txt").read_text(encoding="utf-8")
    assert all(isinstance(problem, Problem) for problem in raised.value.problems)


def test_callers_apart_may_be_becoming(tmp_path: Path) -> None:
    """Only a promise about calls needs callers of one condition, not one about becoming them."""
    text = (HERE / "bad/callers_apart.yaml").read_text(encoding="utf-8")
    asked, _, _ = text.partition("    calls:")
    file = tmp_path / "mine.yaml"
    file.write_text(asked.replace("kind: never", "kind: becomes"), encoding="utf-8")
    (promise,) = read_promises(file, GOOD_WORK).promises
    assert promise.callers == ("stacksets", "central-root")


def test_both_files_at_once() -> None:
    """Mistakes in both files are told together, those of the promises first."""
    with pytest.raises(ConfigError) as raised:
        read_promises(HERE / "bad/calls_missing.yaml", HERE / "bad/work_calls_empty.yaml")
    files = [str(problem).partition(":")[0] for problem in raised.value.problems]
    assert [Path(file).stem for file in files] == [
        "calls_missing",
        "work_calls_empty",
        "work_calls_empty",
    ]


def test_no_such_file() -> None:
    """A file that is not there is one problem of its own."""
    with pytest.raises(ConfigError) as raised:
        read_promises(HERE / "bad/none.yaml", GOOD_WORK)
    assert str(raised.value).startswith("tests/promises/bad/none.yaml:1: file: must be there")
