"""A fork adds a guardrail as `docs/how-to/add.md` says: one file, one name, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assemblies import ROOT

PAGE = ROOT / "docs/how-to/add.md"
TIMEOUT_SECONDS = 240
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", ".cache", ".*_cache", "node_modules", "cdk.out", "__pycache__")
)
COMMANDS = {
    "baseline config check": ("-c", "from baseline.cli import main; main()", "config", "check"),
    "make docs": ("-m", "tools.reference"),
    "make test": (
        *("-m", "pytest", "-q", "tests/guardrails", "tests/cli", "tests/test_own_configuration.py"),
        *("tests/config/test_editor.py", "tests/docs/test_reference.py"),
    ),
}
"""What the page's commands run; of the tests, those that a guardrail of a fork can break."""


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with the file of the first step and the name of the second."""
    folder = tmp_path_factory.mktemp("fork") / "copy"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    shutil.copyfile(
        folder / "tests/guardrails/own_guardrail.txt",
        folder / "baseline/guardrails/own/queues.py",
    )
    config = folder / "baseline.yaml"
    text = config.read_text(encoding="utf-8")
    named = text.replace("    guardrails:\n", "    guardrails:\n      - deny_queue_purge\n", 1)
    assert named != text
    config.write_text(named, encoding="utf-8")
    return folder


def _commands() -> list[str]:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition("## A guardrail\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. Run `([^`]+)`", section, re.MULTILINE)


def test_the_steps_of_the_page(fork: Path) -> None:
    """Each command of the page succeeds in turn, and the schema then knows the new name."""
    assert _commands() == list(COMMANDS)
    for command in _commands():
        done = subprocess.run(
            [sys.executable, *COMMANDS[command]],
            cwd=fork,
            env={**os.environ, "CDK_VALIDATION": "false", "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    schema = json.loads((fork / "docs/reference/baseline.schema.json").read_text(encoding="utf-8"))
    assert "deny_queue_purge" in schema["properties"]["guardrails"]["items"]["enum"]
