"""The account list: a file beside the template, which never grows with it."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from baseline.config import Config, load
from baseline.guardrails.catalogue.suspended import DENY_EVERYTHING
from tests.assemblies import CONFIGURATIONS, Assembly, assembly, read, synthesized

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)


def _properties(made: Assembly) -> dict[str, Any]:
    (setting,) = made.resources("Accounts", "Custom::BaselineAccounts").values()
    properties: dict[str, Any] = setting["Properties"]
    return properties


def _uploaded(made: Assembly) -> Path:
    """The file that the deploy uploads under the key that the setting is told."""
    key = _properties(made)["AccountsKey"]
    for upload in read(made.folder / "Accounts.assets.json")["files"].values():
        if any(each["objectKey"] == key for each in upload["destinations"].values()):
            return made.folder / str(upload["source"]["path"])
    raise AssertionError(f"nothing is uploaded as {key}")


@functools.cache
def _with_accounts(count: int) -> Assembly:
    config = load(CONFIGURATIONS["try"])
    accounts = [
        {"name": f"account-{index:04}", "email": f"aws+{index:04}@example.com", "unit": "sandbox"}
        for index in range(count)
    ]
    edited = Config.model_validate(config.model_dump() | {"accounts": accounts})
    return synthesized(edited, nag=False)


@CONFIGURED
def test_list(name: str) -> None:
    """The uploaded list holds exactly the configured accounts, in their order."""
    made = assembly(name)
    listed = json.loads(_uploaded(made).read_text(encoding="utf-8"))
    assert listed == [
        {"name": each.name, "email": each.email, "unit": each.unit} for each in made.config.accounts
    ]


@CONFIGURED
def test_digest(name: str) -> None:
    """The digest in the template is the list's, so that an edited list runs the setting again."""
    made = assembly(name)
    digest = hashlib.sha256(_uploaded(made).read_bytes()).hexdigest()
    assert digest.startswith(_properties(made)["AccountsDigest"])
    assert len(_properties(made)["AccountsDigest"]) == 16


def test_digest_changes() -> None:
    """Another list has another digest and another key."""
    before, after = (_properties(_with_accounts(count)) for count in (10, 5_000))
    assert before["AccountsDigest"] != after["AccountsDigest"]
    assert before["AccountsKey"] != after["AccountsKey"]


def test_template_size() -> None:
    """The template is as long for 5,000 accounts as for 10."""
    few, many = (
        (_with_accounts(count).folder / "Accounts.template.json").stat().st_size
        for count in (10, 5_000)
    )
    assert few == many


@CONFIGURED
def test_units(name: str) -> None:
    """The setting knows the id of every unit, looked up by the unit's key."""
    made = assembly(name)
    parameters = made.template("Accounts")["Parameters"]
    found = {
        key: parameters[unit_id["Ref"]]["Default"]
        for key, unit_id in _properties(made)["Units"].items()
    }
    assert found == {
        each.unit.key: f"/{made.config.prefix}/units/{each.unit.key}"
        for each in made.config.placed_units()
    }


@CONFIGURED
def test_holding_units(name: str) -> None:
    """Accounts stay where everything is denied: those units are the holding ones."""
    made = assembly(name)
    properties = _properties(made)
    assert properties["HoldingUnits"] == [
        properties["Units"][each.unit.key]
        for each in made.config.placed_units()
        if DENY_EVERYTHING.name in each.unit.guardrails
    ]
    assert len(properties["HoldingUnits"]) == 1


@CONFIGURED
def test_scalars(name: str) -> None:
    """The limit of new accounts and the try-out mark arrive as configured."""
    made = assembly(name)
    properties = _properties(made)
    assert properties["NewAccountsPerDeploy"] == str(made.config.new_accounts_per_deploy)
    assert properties["Tryout"] == ("true" if made.config.tryout else "false")


@CONFIGURED
def test_alternate_contacts(name: str) -> None:
    """There is a contact setting exactly where contacts are configured, with all of them."""
    made = assembly(name)
    configured = {
        kind.upper(): {
            "Name": who["name"],
            "Title": who["title"],
            "EmailAddress": who["email"],
            "PhoneNumber": who["phone"],
        }
        for kind, who in made.config.contacts.model_dump().items()
        if who
    }
    found = [
        each["Properties"]["Contacts"]
        for each in made.resources("Accounts", "Custom::BaselineAlternateContacts").values()
    ]
    assert found == ([configured] if configured else [])


def test_contacts_follow_the_accounts() -> None:
    """Whatever runs the accounts setting for another account runs the contacts setting too."""
    made = assembly("try")
    (contacts,) = made.resources("Accounts", "Custom::BaselineAlternateContacts").values()
    for name in ("AccountsDigest", "Round"):
        assert contacts["Properties"][name] == _properties(made)[name]
