"""The Makefile explains itself and is what the pages and the pull request checks use."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.assemblies import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORKFLOW = ROOT / ".github/workflows/check.yml"
_PHONY = re.compile(r"^\.PHONY: (.*)$", re.MULTILINE)
_CALL = re.compile(r"(?:`|^|run: )make ([a-z-]+)", re.MULTILINE)

NOT_IN_3_81 = {
    "one shell": r"^\.ONESHELL\b",
    "shell assignment": r"^\w+ *!=",
    "immediate assignment": r"^\w+ *:{2,3}=",
    "undefine": r"^ *(override +)?undefine\b",
    "private": r"^ *private\b",
    "define with a sign": r"^ *(override +)?define +\S+ *[+:?]?=",
    "special variables": r"\.(SHELLFLAGS|RECIPEPREFIX|EXTRA_PREREQS|LOADED)\b",
    "functions": r"\$[({](file|guile|let|intcmp)\b",
    "grouped targets": r"^[^\t#=]*&:",
    "load": r"^ *-?load ",
    "special targets": r"^\.(NOTINTERMEDIATE|WAIT)\b",
}
"""What later versions of make brought, as it would stand in a Makefile.

Source: NEWS of GNU Make, 3.82 to 4.4, read 2026-11-30.
"""
EXAMPLES = {
    "one shell": ".ONESHELL:",
    "shell assignment": "now != date",
    "immediate assignment": "now ::= a",
    "undefine": "undefine now",
    "private": "private now = a",
    "define with a sign": "define now =",
    "special variables": ".SHELLFLAGS = -ec",
    "functions": "x = $(file >a,b)",
    "grouped targets": "a b &: c",
    "load": "load mk.so",
    "special targets": ".WAIT:",
}


def _make(*arguments: str, **variables: str) -> str:
    """Run make as a person would, without the variables of a make that runs this test."""
    return subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _listed() -> dict[str, str]:
    lines = [line.split(maxsplit=2) for line in _make().splitlines()]
    return {target: explanation for _, target, explanation in lines}


def test_list_holds_every_target() -> None:
    """`make` alone lists every target, each with an explanation on its line."""
    phony = _PHONY.search((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert phony is not None
    assert list(_listed()) == phony[1].split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_name_known_targets(page: Path) -> None:
    """Every `make` command that a page shows is a target."""
    called = set(_CALL.findall(page.read_text(encoding="utf-8"))) if page.exists() else set()
    assert called <= set(_listed())


def test_contributing_explains_the_targets() -> None:
    """The contributor's page names every target but the list and the bare set-up."""
    called = set(_CALL.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert called >= set(_listed()) - {"help", "setup", "synth"}


@pytest.mark.parametrize(
    "target", ["try", "test", "test-deploy", "test-proofs", "synth", "lint", "bench"]
)
def test_dry_run(target: str) -> None:
    """`make -n` shows the commands and does nothing, not even the set-up."""
    shown = _make("-n", target)
    assert ".venv/bin/" in shown
    assert "setup.sh" not in shown


@pytest.mark.parametrize(
    ("flags", "is_dry"),
    [
        ("n", True),
        ("kn", True),
        ("k", False),
        ("PYTHON=/usr/bin/python3", False),
        ("CONFIG=baseline.yaml", False),
        ("--no-print-directory", False),
    ],
)
def test_flags_as_old_make_writes_them(tmp_path: Path, flags: str, is_dry: bool) -> None:
    """With make 3.81, too, only `-n` keeps the set-up from being done.

    There the first word of MAKEFLAGS is a variable or a long option when no short one is given.
    Seen with GNU Make 3.81 as built from Apple's sources, 2026-11-30.
    """
    probe = tmp_path / "probe.mk"
    probe.write_text(
        f"$(info dry: [$(foreach MAKEFLAGS,{flags},$(dry_run))])\nprobe:\n\t@:\n", encoding="utf-8"
    )
    shown = _make("-f", "Makefile", "-f", str(probe), "probe")
    assert shown.splitlines()[0] == f"dry: [{'n' if is_dry else ''}]"


@pytest.mark.parametrize("construct", NOT_IN_3_81)
def test_old_make_knows_all_that_is_used(construct: str) -> None:
    """The Makefile keeps to what make 3.81 can read, which is what macOS has."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(NOT_IN_3_81[construct], text, re.MULTILINE) is None
    assert re.search(NOT_IN_3_81[construct], EXAMPLES[construct], re.MULTILINE)


def test_variables_reach_the_commands() -> None:
    """CONFIG, KEEP and UPGRADE change the command that they are for."""
    assert "emulator.tryout examples/try.yaml\n" in _make("-n", "try")
    assert "emulator.tryout baseline.yaml --keep\n" in _make(
        "-n", "try", "CONFIG=baseline.yaml", "KEEP=1"
    )
    assert "tools.lock --upgrade\n" in _make("-n", "lock", "UPGRADE=1")


def _variables_of_a_target(tmp_path: Path, **inherited: str) -> dict[str, str]:
    """The environment that a command of the Makefile gets."""
    probe = tmp_path / "probe.mk"
    probe.write_text("probe:\n\t@env\n", encoding="utf-8")
    lines = _make("-f", "Makefile", "-f", str(probe), "probe", **inherited).splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_what_targets_make_lies_in_the_checkout(tmp_path: Path) -> None:
    """Home, temporary and cache folders of every command lie under `.cache`."""
    variables = _variables_of_a_target(tmp_path, HOME="/home/somebody", TMPDIR="/tmp")  # noqa: S108
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "CDK_HOME", "JSII_RUNTIME_PACKAGE_CACHE_ROOT"):
        assert variables[name].startswith(f"{ROOT}/.cache/"), name


def test_targets_have_no_credentials(tmp_path: Path) -> None:
    """Credentials that the user's shell holds reach no command, nor does a profile."""
    secrets = {
        "AWS_ACCESS_KEY_ID": "111122223333",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_SESSION_TOKEN": "test",
        "AWS_PROFILE": "management",
    }
    variables = _variables_of_a_target(tmp_path, HOME="/home/somebody", **secrets)
    assert not variables.keys() & secrets.keys()
    assert variables["AWS_CONFIG_FILE"] == variables["AWS_SHARED_CREDENTIALS_FILE"] == "/dev/null"


def test_installers_see_the_home_of_the_user() -> None:
    """The mirrors that pip and npm read from the user's home folder keep working."""
    assert "HOME='/home/somebody' .venv/bin/python -m tools.lock\n" in _make(
        "-n", "lock", HOME="/home/somebody"
    )


def test_pull_requests_run_the_same_commands() -> None:
    """The workflow and `.ci/run` run the same three targets, in the same order."""
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    loop = re.search(r"^for target in (.*); do$", script, re.MULTILINE)
    assert loop is not None
    workflow = WORKFLOW.read_text(encoding="utf-8")
    assert (
        _CALL.findall(workflow) == loop[1].split() == ["check", "test-proofs", "test-deploy", "try"]
    )
