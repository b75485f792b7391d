"""Every page can be followed: its links lead somewhere, its commands exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from baseline.cli import app
from tests.assemblies import ROOT

PAGES = sorted(
    [*(ROOT / "docs").rglob("*.md"), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md"))]
)
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SHELL = re.compile(r"^ *```(?:sh|console)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CDK_COMMANDS = {"bootstrap", "deploy", "diff", "import", "synth"}


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _commands(page: Path) -> Iterator[list[str]]:
    for block in _SHELL.findall(_text(page)):
        for line in block.splitlines():
            for part in line.strip().removeprefix("$ ").split(" && "):
                words = shlex.split(part)
                if words:
                    yield words


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@EVERY_PAGE
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link names a file of the repository, and a heading that it has."""
    for target in _LINK.findall(_text(page)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), target
        assert linked.is_relative_to(ROOT), target
        if anchor and linked.suffix == ".md":
            assert anchor in {_anchor(each) for each in _HEADING.findall(_text(linked))}, target


@EVERY_PAGE
def test_commands_exist(page: Path) -> None:
    """Each make target, command of ours and command of the CDK that a page shows is there."""
    targets = set(re.findall(r"^([a-z-]+):.*##", _text(ROOT / "Makefile"), re.MULTILINE))
    for words in _commands(page):
        match words:
            case ["make", target, *_]:
                assert target in targets, words
            case ["make"]:
                pass
            case ["baseline", *given]:
                path = [word for word in given if re.fullmatch(r"[a-z]+", word)][:2]
                told = CliRunner().invoke(app, [*path, "--help"])
                assert told.exit_code == 0, words
            case ["cdk", command, *_]:
                assert command in CDK_COMMANDS, words
            case [".", ".venv/bin/activate"] | ["python" | "aws", *_]:
                pass
            case _:
                raise AssertionError(f"nothing checks {words}")


@EVERY_PAGE
def test_a_page_is_reached(page: Path) -> None:
    """Each page is linked from the index, the README or the list of its own folder."""
    indexes = [ROOT / "README.md", ROOT / "docs/README.md", ROOT / "docs/decisions/README.md"]
    reached = {
        (index.parent / target.partition("#")[0]).resolve()
        for index in indexes
        for target in _LINK.findall(_text(index))
        if "://" not in target
    }
    assert page in {*reached, *indexes}
