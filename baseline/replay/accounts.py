"""Which account stands in which unit, and which one is the management account.

A configuration knows accounts by e-mail address, a log by id. What joins the two is a list: the
answer of `aws organizations list-accounts`, whose addresses the configuration knows; or a mapping
of ids to units, for accounts that it does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from baseline.config import Config
from baseline.errors import BaselineError
from baseline.review.guarded import Guarded, Place

MANAGEMENT = "management"
"""What stands for a unit in the row of the management account."""

_ID = re.compile(r"\d{12}")
_LISTED = re.compile(r"arn:[^:]+:organizations::(\d{12}):account/.*")


@dataclass(frozen=True)
class Accounts:
    """Places by account id; `otherwise` is that of every account without one.

    `members` are all accounts that are known to be in the organization, placed or not.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    members: frozenset[str] = frozenset()
    management: str | None = None
    otherwise: Place | None = None

    def place(self, account: str) -> Place | None:
        """Return where an account stands, none if nobody said."""
        return self.places.get(account, self.otherwise)

    def is_member(self, account: str) -> bool:
        """Say whether an account is known to be in the organization."""
        return account in self.members or account == self.management


def account_id(text: str) -> str:
    """Return the id of the management account, if it is one.

    Raises:
        BaselineError: if it has not 12 digits.
    """
    if not _ID.fullmatch(text):
        problem = f"--management-account: must be the id of an account, 12 digits (got {text})"
        raise BaselineError([f"{problem}; correct it"])
    return text


def read_accounts(file: Path, config: Config, guarded: Guarded) -> Accounts:
    """Read a list of accounts: AWS's answer as JSON, or a YAML mapping of ids to units.

    Raises:
        BaselineError: if it is neither, with every row that is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8")
        # The plain loader leaves an id with leading zeros the text that it is.
        content = json.loads(text) if text[:1] == "{" else yaml.load(text, yaml.BaseLoader)  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BaselineError([f"{file}: cannot be read (got {error}); give another file"]) from error
    if isinstance(content, dict) and isinstance(content.get("Accounts"), list):
        return by_address(content["Accounts"], config, guarded)
    if not isinstance(content, dict):
        raise BaselineError(
            [
                f"{file}: neither a list of accounts nor a mapping (got {type(content).__name__}); "
                "write the answer of aws organizations list-accounts into it, or id: unit lines"
            ]
        )
    problems = list(_problems(file, content, guarded))
    if problems:
        raise BaselineError(problems)
    units = {key: str(unit) for key, unit in content.items() if unit != MANAGEMENT}
    return Accounts(
        {key: place for key, unit in units.items() if (place := guarded.place(unit))},
        frozenset(content),
        next((key for key in content if key not in units), None),
    )


def by_address(
    rows: Iterable[Mapping[str, Any]],
    config: Config,
    guarded: Guarded,
    live: Mapping[str, str] = {},
) -> Accounts:
    """Join the accounts that Organizations lists with those of the configuration, by address.

    Args:
        live: the path of the unit that each account is in now, for those the file does not name.
    """
    wanted = {each.email.lower(): each.unit for each in config.accounts}
    members: set[str] = set()
    places: dict[str, Place] = {}
    management = None
    for row in rows:
        found = str(row.get("Id"))
        members.add(found)
        unit = wanted.get(str(row.get("Email")).lower()) or live.get(found)
        place = guarded.place(unit) if unit else None
        if place is not None:
            places[found] = place
        if listed := _LISTED.fullmatch(str(row.get("Arn"))):
            management = listed[1]
    return Accounts(places, frozenset(members), management)


def _problems(file: Path, content: Mapping[str, Any], guarded: Guarded) -> Iterator[str]:
    paths = ", ".join(each.path for each in guarded.places)
    for key, unit in content.items():
        if not _ID.fullmatch(key):
            yield f"{file}: {key}: must be the id of an account, 12 digits (got {key}); correct it"
        if unit != MANAGEMENT and guarded.place(str(unit)) is None:
            yield f"{file}: {key}: no such unit (got {unit}); give {MANAGEMENT} or one of {paths}"
    if list(content.values()).count(MANAGEMENT) > 1:
        yield f"{file}: more than one account is {MANAGEMENT}; an organization has one"
