"""`baseline config` says what it found, in a line for people or in JSON for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baseline.cli import main
from baseline.config.editor import json_schema
from tests.assemblies import ROOT
from tests.config.files import SMALL

EMPTY = (
    "home_region: eu-west-1\nallowed_regions: [eu-west-1]\nunits: []\nguardrails: []\n"
    "rollout: everywhere\n"
)
ONE = f"{EMPTY.replace('[]', '[{key: a, name: A}]', 1)}"


def _output(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code or 0) == code
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (EMPTY, "0 units, 0 accounts, 0 guardrails on 0 targets; home eu-west-1"),
        (ONE, "1 unit, 0 accounts, 0 guardrails on 0 targets; home eu-west-1"),
        (SMALL, "1 unit, 0 accounts, 11 guardrails on 1 target; home eu-west-1"),
        (
            f"{SMALL}    guardrails: [deny_other_regions, deny_member_root_user]\n",
            "1 unit, 0 accounts, 12 guardrails on 2 targets; home eu-west-1",
        ),
        (
            f"{SMALL}tryout: true\naccounts: [{{name: a, email: a@b.test, unit: workloads}}]\n",
            "1 unit, 1 account, 11 guardrails on 1 target; home eu-west-1",
        ),
    ],
    ids=["empty", "one-unit", "small", "guardrails", "account"],
)
def test_good_file(
    text: str, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A good file is one line that counts what is in it."""
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    assert _output(["config", "check", str(file)], 0, capsys) == (f"{file}: good: {found}\n", "")


def test_good_file_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    """A good file is an empty JSON list."""
    file = str(ROOT / "examples/try.yaml")
    assert _output(["config", "check", file, "--json"], 0, capsys) == ("[]\n", "")


def test_bad_file_for_machines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each problem is a JSON object whose parts make up the line for people."""
    monkeypatch.chdir(ROOT)
    file = "tests/configs/bad/several.yaml"
    lines = Path(file).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    out, err = _output(["config", "check", file, "--json"], 2, capsys)
    assert err == ""
    form = "{file}:{line}: {key}: {rule} (got {got}); {remedy}"
    assert [form.format(**problem) for problem in json.loads(out)] == lines


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema is printed as JSON."""
    out, err = _output(["config", "schema"], 0, capsys)
    assert (json.loads(out), err) == (json_schema(), "")
