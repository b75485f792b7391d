"""What AWS's quotas refuse is told at its key, by the check and by a synthesis alike."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from baseline.cli import main
from baseline.config import load
from baseline.config.quotas import check_quotas
from baseline.errors import ConfigError
from baseline.guardrails import SHIPPED, quotas
from baseline.guardrails.policy_types import PolicyType
from tests.assemblies import ROOT
from tests.config.files import HEAD

NOT_HERE = ("deny_everything", "deny_unplaced_accounts")
EVERYTHING = "".join(f"          - {name}\n" for name in SHIPPED if name not in NOT_HERE)
TOO_MANY = f"""\
{HEAD}units:
  - key: workloads
    name: Workloads
    units:
      - key: sandbox
        name: Sandbox
        guardrails:
{EVERYTHING}"""
LINE = (
    ":10: units[0].units[0].guardrails: must fit AWS's quotas (got 6 policies attached, "
    "FullAWSAccess among them, limit 5); attach some guardrails to a unit above or below\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose unit in a unit names more guardrails than five policies carry."""
    made = tmp_path / "mine.yaml"
    made.write_text(TOO_MANY, encoding="utf-8")
    return made


def _ends(run: Callable[[], object], code: int) -> None:
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == code


def test_check_tells_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`config check` ends with 2 and the line of the list that is too long."""
    _ends(lambda: main(["config", "check", str(file)]), 2)
    assert capsys.readouterr() == ("", f"{file}{LINE}")


def test_check_tells_programs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has the same problem in its parts."""
    _ends(lambda: main(["config", "check", "--json", str(file)]), 2)
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["line"], problem["key"]) == (10, "units[0].units[0].guardrails")


def test_synthesis_tells_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A synthesis ends with the same line, before anything is built."""
    outdir = file.parent / "out"
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CDK_OUTDIR", str(outdir))
    monkeypatch.setenv("CDK_CONTEXT_JSON", json.dumps({"config": str(file)}))
    _ends(lambda: runpy.run_path(str(ROOT / "app.py"), run_name="__main__"), 2)
    assert capsys.readouterr().err == f"{file}{LINE}"
    assert not outdir.exists()


def test_list_marks_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`guardrails list` shows by how much a target is over, and ends with 1, as JSON too."""
    _ends(lambda: main(["guardrails", "list", "--config", str(file)]), 1)
    lines = capsys.readouterr().out.splitlines()
    assert {"1 too many" in line for line in lines if "Sandbox" in line} == {True}
    assert not [line for line in lines if line.startswith("root") and "too many" in line]
    _ends(lambda: main(["guardrails", "list", "--json", "--config", str(file)]), 1)
    rows = json.loads(capsys.readouterr().out)
    assert {row["attachments_left"] for row in rows if row["bundle"] == "limits"} == {-1}


TAGS = [
    {"key": f"tag-{number}", "values": [f"{value:0100}" for value in range(9)]}
    for number in range(20)
]
KEYS = {
    "resource_controls": "resource_controls: {partner_accounts: ['111122223333']}\n",
    "declarative": f"declarative: {{standard_tags: {json.dumps(TAGS)}}}\n",
}


@pytest.mark.parametrize("key", KEYS)
def test_what_is_rolled_out_is_told_at_its_key(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A policy of another type that is too large is told at the key that it is made of."""
    # What a configuration may hold fits a resource control policy of today's size.
    small = replace(quotas.OF_OTHER_TYPES[PolicyType.RESOURCE_CONTROL], policy_chars=100)
    limits = {**quotas.OF_OTHER_TYPES}
    if key == "resource_controls":
        limits[PolicyType.RESOURCE_CONTROL] = small
    monkeypatch.setattr(quotas, "OF_OTHER_TYPES", limits)
    file = tmp_path / "mine.yaml"
    file.write_text(f"{HEAD}units: []\n{KEYS[key]}", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        check_quotas(file, load(file))
    (line,) = str(raised.value).splitlines()
    assert line.startswith(f"{file}:5: {key}: must fit AWS's quotas (got in ")
    assert " characters, limit " in line


def test_the_root_is_told_at_its_list(tmp_path: Path) -> None:
    """Too much at the root is told at the list of the root."""
    names = json.dumps([name for name in SHIPPED if name != "deny_everything"])
    file = tmp_path / "mine.yaml"
    file.write_text(f"{HEAD}units: []\nguardrails: {names}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        check_quotas(file, load(file))
    assert str(raised.value).startswith(f"{file}:5: guardrails: must fit AWS's quotas (got ")
