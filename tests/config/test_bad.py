"""Each mistake yields exactly the lines that stand beside it, from `load` and from the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baseline.cli import main
from baseline.config import Problem, load
from baseline.errors import ConfigError
from tests.assemblies import ROOT
from tests.config.files import BAD, expected

MISTAKES = sorted(path.stem for path in (ROOT / BAD).glob("*.txt"))
FORM = re.compile(r"[^\n]+:[1-9][0-9]*: [^\n]+: [^\n]+ \(got [^\n]+\)(; [^\n]+)")


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _paths(mistake: str) -> tuple[Path, str]:
    return BAD / f"{mistake}.yaml", expected(mistake)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_load_reports_it(mistake: str) -> None:
    """Loading a file with a mistake raises exactly the expected problems."""
    path, expected = _paths(mistake)
    with pytest.raises(ConfigError) as raised:
        load(path)
    assert f"{raised.value}\n" == expected
    assert all(isinstance(problem, Problem) for problem in raised.value.problems)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_command_reports_it(mistake: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints exactly the expected lines to standard error and ends with 2."""
    path, expected = _paths(mistake)
    with pytest.raises(SystemExit) as ended:
        main(["config", "check", str(path)])
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", expected)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_lines_have_the_form(mistake: str) -> None:
    """Every expected line says where, which rule, what was found and what to do, in line order."""
    path, expected = _paths(mistake)
    lines = expected.splitlines()
    assert all(FORM.fullmatch(line) for line in lines)
    numbers = [int(line.removeprefix(f"{path}:").partition(":")[0]) for line in lines]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("levels", "is_told"), [(40, False), (41, True)])
def test_the_depth_that_is_read(tmp_path: Path, levels: int, is_told: bool) -> None:
    """Forty levels are read, and judged by what stands in them; the next one is not."""
    file = tmp_path / "mine.yaml"
    file.write_text("[" * levels + "x" + "]" * levels, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(file)
    assert ("nested at most" in str(raised.value)) == is_told


def test_no_mistake_lacks_its_lines() -> None:
    """Every file with a mistake has expected lines; only one set of lines has no file."""
    files = {path.stem for path in (ROOT / BAD).glob("*.yaml")}
    assert len(MISTAKES) > 35
    assert set(MISTAKES) - files == {"no_such_file"}
    assert files - set(MISTAKES) == set()
