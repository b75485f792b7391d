"""Every template and every exception from a rule, held against what was reviewed.

After an intended change: `python -m pytest tests/snapshots --snapshot-update`, then review the
difference.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from tests.assemblies import ACCOUNT_ID, ASSET_HASH, CONFIGURATIONS, assembly, outside_accounts
from tests.snapshots.pages import LINES, lines, pages, policies

REVIEWED = Path(__file__).parent / "reviewed"
CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the reviewed files are to be written instead of compared."""
    return bool(request.config.getoption("update_snapshots"))


@CONFIGURED
def test_templates_read_as_reviewed(name: str, update: bool) -> None:
    """Each page of each stack is the reviewed one; none is missing, none is left over."""
    compare(f"{name}/templates", ".yaml", pages(assembly(name).folder), update=update)


@CONFIGURED
def test_policies_read_as_reviewed(name: str, update: bool) -> None:
    """Each policy document is the reviewed one."""
    compare(f"{name}/policies", ".json", policies(assembly(name).folder), update=update)


@CONFIGURED
def test_exceptions_are_the_reviewed_ones(name: str, update: bool) -> None:
    """A new exception from a rule is a visible line, grouped by rule and reason."""
    listed: dict[str, dict[str, list[str]]] = {}
    for file in sorted(assembly(name).folder.glob("*.metadata.json")):
        for path, entries in json.loads(file.read_text(encoding="utf-8")).items():
            for entry in entries:
                if entry["type"] == "aws:cdk:acknowledged-rules":
                    _list(listed, path.removeprefix("/"), entry["data"])
    assert listed
    ordered = {
        rule: [
            {"reason": reason, "on": sorted(set(places))}
            for reason, places in sorted(listed[rule].items())
        ]
        for rule in sorted(listed)
    }
    text = yaml.safe_dump(ordered, sort_keys=False, width=100)
    compare(f"{name}/exceptions", ".yaml", {"acknowledged": text}, update=update)


def compare(folder: str, ending: str, texts: Mapping[str, str], *, update: bool) -> None:
    """Hold texts against the files of a folder: the same names, the same contents."""
    place = REVIEWED / folder
    if update:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name, text in texts.items():
            (place / f"{name}{ending}").write_text(text, encoding="utf-8")
    reviewed = {file.stem: file.read_text(encoding="utf-8") for file in place.glob(f"*{ending}")}
    assert set(texts) == set(reviewed)
    changed = [
        "".join(unified_diff(reviewed[name].splitlines(True), text.splitlines(True), name, "now"))
        for name, text in texts.items()
        if text != reviewed[name]
    ]
    assert not changed, "\n".join(changed)


def _list(
    listed: dict[str, dict[str, list[str]]], path: str, acknowledged: Mapping[str, str]
) -> None:
    for rule, reason in acknowledged.items():
        assert reason.strip(), path
        listed.setdefault(rule, {}).setdefault(reason, []).append(path)


@CONFIGURED
def test_pages_can_be_read(name: str) -> None:
    """No page is longer than a person reads."""
    long = {page: count for page, count in lines(pages(assembly(name).folder)) if count > LINES}
    assert long == {}


def test_no_page_holds_a_hash_or_an_account() -> None:
    """What is reviewed names no build, and no account but those that a file lets through."""
    files = [file for file in REVIEWED.rglob("*") if file.is_file()]
    assert files
    wrong = {
        str(file.relative_to(REVIEWED)): found
        for file in files
        if (found := _volatile(file.read_text(encoding="utf-8")) - _named())
    }
    assert wrong == {}


def _named() -> set[str]:
    return {each for name in CONFIGURATIONS for each in outside_accounts(assembly(name).config)}


def _volatile(text: str) -> set[str]:
    patterns: tuple[re.Pattern[str], ...] = (ASSET_HASH, ACCOUNT_ID)
    return {found for pattern in patterns for found in pattern.findall(text)}
