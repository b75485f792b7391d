"""The workflows run what exists, pinned, with no more rights than each job needs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from baseline.cli import app
from tests.assemblies import ROOT
from tools.review import parts

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
NAMES = [file.stem for file in FILES]
WRITING = {
    ("comment", "comment"): {"actions": "read", "pull-requests": "write"},
    ("newest", "report"): {"issues": "write"},
    ("release", "release"): {"contents": "write"},
}
"""The jobs whose token may write, and what it may do."""
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


def _workflow(name: str) -> dict[Any, Any]:
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    workflow: dict[Any, Any] = yaml.safe_load(text)
    return workflow


def _jobs() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for name in NAMES:
        for job, content in _workflow(name)["jobs"].items():
            yield (name, job), content


JOBS = dict(_jobs())
RUNS = [step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step]


def test_the_workflows() -> None:
    """These are the workflows, each named like its file and told on the page about them."""
    assert NAMES == ["check", "comment", "newest", "release", "review"]
    assert [_workflow(name)["name"] for name in NAMES] == NAMES
    page = (ROOT / "docs/how-to/pull-requests.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == NAMES


def test_actions_are_pinned() -> None:
    """Every action is held to one full commit, the same one everywhere, its release beside it."""
    commits: dict[str, set[str]] = {}
    for file in FILES:
        for action in re.findall(r"uses: (.*)", file.read_text(encoding="utf-8")):
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
            commits.setdefault(action.partition("@")[0], set()).add(action)
    assert {name for name, found in commits.items() if len(found) > 1} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_may_read_at_most(name: str) -> None:
    """What holds for a workflow as a whole is reading its contents, or nothing."""
    assert _workflow(name)["permissions"] in ({}, {"contents": "read"})


@pytest.mark.parametrize("job", JOBS, ids="/".join)
def test_a_job_writes_only_where_it_must(job: tuple[str, str]) -> None:
    """A job that may write is listed; it has the token, and runs none of the project's code."""
    content = JOBS[job]
    assert content.get("permissions", {}) == WRITING.get(job, {})
    assert ("github.token" in str(content)) == (job in WRITING)
    if job in WRITING:
        assert not re.search(r"\b(make|python|baseline|npm|pip)\b", _commands(content))
    assert content["timeout-minutes"] <= 60
    assert re.fullmatch(r"ubuntu-\d\d\.04", content["runs-on"])


def _commands(job: dict[str, Any]) -> str:
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_and_no_foreign_code(name: str) -> None:
    """No workflow knows a secret, and none gives a pull request this repository's rights."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "pull_request_target" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_no_expression_in_a_script() -> None:
    """What others name reaches a script as a variable, never as a part of its text."""
    assert [found for run in RUNS for found in EXPRESSION.findall(run)] == []


def test_what_is_posted_is_what_is_written() -> None:
    """The comment takes the text from the workflow, and the artifact, that writes it."""
    comment = _workflow("comment")
    # YAML reads the key `on` as the truth value.
    assert comment[True]["workflow_run"]["workflows"] == ["review"]
    (upload,) = (
        step["with"]
        for step in JOBS["review", "review"]["steps"]
        if "upload-artifact" in step.get("uses", "")
    )
    posted = _commands(JOBS["comment", "comment"])
    assert f"--name {upload['name']} --dir {upload['name']}" in posted
    assert f"--body-file {upload['name']}/{upload['path']}" in posted


def test_every_target_exists() -> None:
    """Every `make` command is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    called = {target for run in RUNS for target in re.findall(r"^\s*make (\S+)", run, re.MULTILINE)}
    assert {"check", "test-proofs", "test-deploy", "try"} <= called <= set(targets[1].split())


@pytest.mark.parametrize("script", RUNS)
def test_a_script_is_one(script: str) -> None:
    """Every step is read by the shell without a complaint, those that need GitHub too."""
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=True)
    assert done.stderr == ""


def test_what_is_let_go_of_only_moves_up(tmp_path: Path) -> None:
    """Each pinned library of the weekly run becomes a lower bound; nothing else changes."""
    (script,) = (run for run in RUNS if "pinned=" in run)
    commands = [line for line in script.splitlines() if line.startswith(("pinned=", "sed "))]
    assert len(commands) == 3
    for name in ("pyproject.toml", "package.json"):
        shutil.copy(ROOT / name, tmp_path)
    subprocess.run(["bash", "-euc", "\n".join(commands)], cwd=tmp_path, check=True)
    before = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    after = (tmp_path / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    changed = {old: new for old, new in zip(before, after, strict=True) if old != new}
    assert {old.strip().partition("==")[0] for old in changed} == {
        *('"aws-cdk-lib', '"boto3', '"botocore', '"cdk-nag', '"ministack', '"moto'),
    }
    assert all(new == old.replace("==", ">=") for old, new in changed.items())
    package = json.loads((tmp_path / "package.json").read_text(encoding="utf-8"))
    assert package["devDependencies"] == {"aws-cdk": "*"}


def test_every_program_exists() -> None:
    """Every module that is run, and every `baseline` command, is there."""
    modules = {each for run in RUNS for each in re.findall(r"-m (\S+)", run)}
    assert {"tools.review", "tools.lock", "pytest"} <= modules
    assert [module for module in modules if find_spec(module) is None] == []
    for part in parts("old", "new"):
        if part.command[0].endswith("/baseline"):
            asked = CliRunner().invoke(app, [*part.command[1:3], "--help"])
            assert asked.exit_code == 0, asked.output
            assert "{OLD} {NEW}" in asked.output
