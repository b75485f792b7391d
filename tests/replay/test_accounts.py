"""Accounts of a log are placed in the units of a configuration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from baseline.config import load
from baseline.errors import BaselineError
from baseline.replay.accounts import Accounts, by_address, read_accounts
from baseline.review.guarded import guarded_by_config
from tests.assemblies import ROOT

CONFIG = load(str(ROOT / "examples/try.yaml"))
GUARDED = guarded_by_config(CONFIG)
NAMED = CONFIG.accounts[0]


def _row(account: str, email: str) -> dict[str, str]:
    arn = f"arn:aws:organizations::111122223333:account/o-exampleorgid/{account}"
    return {"Id": account, "Email": email, "Arn": arn}


def _read(tmp_path: Path, text: str) -> Accounts:
    file = tmp_path / "accounts"
    file.write_text(text, encoding="utf-8")
    return read_accounts(file, CONFIG, GUARDED)


def _unit(accounts: Accounts, account: str) -> str | None:
    place = accounts.place(account)
    return place.key if place else None


def test_list_of_accounts(tmp_path: Path) -> None:
    """Organizations' list joins ids with the configuration's addresses, and names who manages."""
    rows = [_row("444455556666", NAMED.email.upper()), _row("555566667777", "else@example.com")]
    found = _read(tmp_path, json.dumps({"Accounts": rows}))
    assert found.management == "111122223333"
    assert _unit(found, "444455556666") == NAMED.unit
    assert _unit(found, "555566667777") is None
    members = ("111122223333", "444455556666", "555566667777")
    assert [found.is_member(each) for each in (*members, "777788889999")] == [True] * 3 + [False]


def test_units_of_today() -> None:
    """What the configuration does not name stays where it is; what it names is where it will be."""
    rows = [_row("444455556666", NAMED.email), _row("555566667777", "else@example.com")]
    now = {"444455556666": "Suspended", "555566667777": "Sandbox", "666677778888": "Elsewhere"}
    found = by_address(rows, CONFIG, GUARDED, now)
    assert _unit(found, "444455556666") == NAMED.unit
    assert _unit(found, "555566667777") == "sandbox"


def test_mapping(tmp_path: Path) -> None:
    """A mapping names units by path or key, and ids keep their leading zeros."""
    text = "012345678901: Workloads/Production\n444455556666: sandbox\n111122223333: management\n"
    found = _read(tmp_path, text)
    assert found.management == "111122223333"
    assert _unit(found, "012345678901") == "production"
    assert _unit(found, "444455556666") == "sandbox"
    assert found.is_member("012345678901")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12: sandbox", "must be the id of an account"),
        ("444455556666: nowhere", "no such unit (got nowhere)"),
        ("- 444455556666", "neither a list of accounts nor a mapping"),
        ("{", "cannot be read"),
        ("444455556666: management\n555566667777: management", "an organization has one"),
    ],
    ids=["id", "unit", "list", "syntax", "two-managements"],
)
def test_mistakes(tmp_path: Path, text: str, told: str) -> None:
    """A list that is wrong is refused with what to correct."""
    with pytest.raises(BaselineError) as refused:
        _read(tmp_path, text)
    assert told in str(refused.value)
