"""`baseline guardrails` as a shell runs it."""

from __future__ import annotations

import io
import json
import re
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from baseline.guardrails import CATALOGUE
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import quotas_of
from baseline.output.columns import print_columns
from tests.assemblies import ROOT
from tests.commands import exit_code

CASES = ROOT / "tests/review/guardrail_diffs"
OLD = str(CASES / "old.yaml")


_run = partial(exit_code, "guardrails")


def test_list_is_plain_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a policy below one header, in columns, without colours."""
    assert _run("list", "--config", "examples/default.yaml") == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert re.match(r"attached to +bundle ", header)
    assert header.endswith("characters   left  policies left  guardrails")
    assert "\x1b" not in "".join(lines)
    assert any(re.match(r"Workloads +regions ", line) for line in lines)
    assert any(re.match(r"PolicyStaging +resource-control ", line) for line in lines)


def test_list_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The same rows as JSON, with the room of each policy."""
    assert _run("list", "--config", "examples/default.yaml", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["target"] for row in rows} >= {"root", "Workloads", "Suspended"}
    for row in rows:
        quotas = quotas_of(PolicyType(row["policy_type"]))
        assert row["size_chars"] + row["chars_left"] == quotas.policy_chars


def test_columns_are_a_table_in_a_terminal() -> None:
    """A terminal gets a table whose numbers stand to the right."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=40, no_color=True)
    print_columns(("name", "size"), [("a", "5"), ("b", "1,000")], console, ("size",))
    told = screen.getvalue()
    assert "\x1b[1m" in told
    first, second = (line.rstrip() for line in told.splitlines()[-2:])
    assert len(first) == len(second)
    assert (first.split(), second.split()) == (["a", "5"], ["b", "1,000"])


@pytest.mark.parametrize("name", CATALOGUE)
def test_show(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every guardrail can be shown."""
    assert _run("show", name) == 0
    assert capsys.readouterr().out.startswith(f"{name} (in the bundle {CATALOGUE[name].bundle}")


@pytest.mark.parametrize("name", ["protect_detection", "deny_insecure_transport"])
def test_show_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One object holds the reason, the places and what AWS gets, declared denials included."""
    assert _run("show", name, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["name"] == name
    assert shown["why"]
    assert shown["attached_to"]
    assert shown.get("statements") or shown["content"]


def test_show_names_exempt_roles(capsys: pytest.CaptureFixture[str]) -> None:
    """A role that the configuration exempts is named, in words and in JSON."""
    role = "arn:aws-us-gov:iam::*:role/meridian/detection-pipeline"
    second = ("--config", "tests/guardrails/second_configuration.yaml")
    assert _run("show", "protect_detection", *second) == 0
    assert f"Spares\n  {role}\n" in capsys.readouterr().out
    assert _run("show", "protect_detection", "--json", *second) == 0
    assert json.loads(capsys.readouterr().out)["exempt"] == [role]


@pytest.mark.parametrize("case", ["leaving_allowed", "refactored"])
def test_diff_of_files(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Two configuration files are told as reviewed; a refactoring prints nothing at all."""
    assert _run("diff", OLD, str(CASES / f"{case}.yaml")) == 0
    assert capsys.readouterr().out == (CASES / f"{case}.md").read_text(encoding="utf-8")


def test_diff_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON holds every place and every action."""
    assert _run("diff", OLD, str(CASES / "leaving_allowed.yaml"), "--json") == 0
    (place,) = json.loads(capsys.readouterr().out)
    assert place["paths"] == ["root", "Workloads", "Workloads/Production", "Sandbox"]
    (change,) = place["changes"]
    assert change["actions"] == ["organizations:AcceptHandshake", "organizations:LeaveOrganization"]


def test_diff_of_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An assembly of another app is one line that says what to do, and exit code 2."""
    (tmp_path / "manifest.json").write_text('{"artifacts": {}}', encoding="utf-8")
    assert _run("diff", OLD, str(tmp_path)) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path}: not an assembly of this baseline")
    assert len(told.splitlines()) == 1


def test_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The picture is printed, or written where it is wanted."""
    assert _run("picture") == 0
    printed = capsys.readouterr().out
    assert _run("picture", str(tmp_path / "guardrails.svg")) == 0
    assert (tmp_path / "guardrails.svg").read_text(encoding="utf-8") == printed
    assert printed.startswith("<svg ")


NOT_WRITABLE = {
    "picture-folder": (("picture", "docs"), "FILE: cannot be written (got docs: Is a directory); "),
    "picture-nowhere": (
        ("picture", "/nonexistent/x.svg"),
        "FILE: cannot be written (got /nonexistent/x.svg: No such file or directory); ",
    ),
    "state-folder": (
        ("impact", "--logs", "docs", "--state", "docs"),
        "--state: must be a file (got the folder docs); name one in it",
    ),
    "state-nowhere": (
        ("impact", "--logs", "docs", "--state", "/nonexistent/s"),
        "--state: cannot be written (got /nonexistent/s: No such file or directory); ",
    ),
}


@pytest.mark.parametrize(("arguments", "told"), NOT_WRITABLE.values(), ids=list(NOT_WRITABLE))
def test_what_cannot_be_written_is_told(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be written is one line, and exit code 2: never 1, which is a denial."""
    assert _run(*arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(told)
