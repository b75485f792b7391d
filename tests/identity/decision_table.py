"""The decision tables, expanded into rows, and the people whose policies decide them.

An entry of a table states one fact. `group`, `session`, `does`, `resource` and `owner` may be lists
and multiply, and every row is decided for a user at the top and for one under a path. Each entry of
`but_allowed` repeats the rows with the fields it names, and expects them allowed. `denied_by:
nothing` says that no statement denies and none allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from baseline.identity import GROUPS, IdentityContext
from baseline.policy.decide import Level, Request, Verdict, decide_identity
from baseline.policy.documents import document

TABLES = Path(__file__).parent / "decisions"
NOTHING = "nothing"
ACCOUNT = "111122223333"
USERS = (f"arn:aws:iam::{ACCOUNT}:user/ann", f"arn:aws:iam::{ACCOUNT}:user/team/west/ann")
MFA = "aws:MultiFactorAuthPresent"
SESSIONS = {
    "without-mfa": {"console": {MFA: "false"}, "access-key": {}},
    "with-mfa": {"console": {MFA: "true"}, "session-token": {MFA: "true"}},
}
"""What each way of calling brings. Source: IAM user guide, AWS global condition context keys."""
OWNERS = {
    "own": {"aws:ResourceOrgID": "o-a1b2c3d4e5", "aws:ResourceAccount": ACCOUNT},
    "foreign": {"aws:ResourceOrgID": "o-z9y8x7w6v5", "aws:ResourceAccount": "999988887777"},
    "none": {"aws:ResourceAccount": "999988887777"},
}
MEMBER_ROLES = {name: group.member_role for name, group in GROUPS.items()}
NAMES = {"everybody": tuple(GROUPS), "limited": tuple(set(GROUPS) - {"administrators"})}
BESIDE = {
    "AdministratorAccess": document(
        {"Sid": "AdministratorAccess", "Effect": "Allow", "Action": "*", "Resource": "*"}
    )
}
DEFAULTS = {"resource": "*", "owner": "own", "first_login": False, "beside": None}
FIELDS = {"fact", "group", "session", "does", "denied_by", *DEFAULTS}


@dataclass(frozen=True)
class Row:
    """One request, and the Sid that denies it, `nothing`, or none where it must be allowed."""

    theme: str
    fact: str
    group: str
    session: str
    does: str
    resource: str
    owner: str
    first_login: bool
    beside: str | None
    denied_by: str | None

    def requests(self) -> Iterator[Request]:
        """Write the row as policies see it: for every user and every way of calling."""
        for user, brought in product(USERS, SESSIONS[self.session].values()):
            names = {"own": user, "member_role": MEMBER_ROLES[self.group]}
            context = {
                "aws:PrincipalArn": user,
                "aws:username": "ann",
                "aws:PrincipalAccount": ACCOUNT,
                "aws:PrincipalOrgID": "o-a1b2c3d4e5",
                **OWNERS[self.owner],
                **brought,
            }
            yield Request(self.does, self.resource.format(**names), context)

    def __str__(self) -> str:
        words = (self.theme, self.group, self.session, self.does, self.resource, self.owner)
        return "-".join([*words, "first-login" if self.first_login else "", self.beside or ""])


@cache
def rows() -> list[Row]:
    """Read every table, in the order of their names."""
    return [
        row
        for path in sorted(TABLES.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text())
        for row in _expand(path.stem, entry)
    ]


def verdicts(row: Row, without: str | None = None) -> list[Verdict]:
    """Decide a row by the group's policies, optionally with one statement taken away."""
    policies = policies_of(row.group, row.first_login, without)
    beside = [Level(row.beside, [BESIDE[row.beside]])] if row.beside else []
    return [decide_identity([*policies, *beside], request) for request in row.requests()]


@cache
def policies_of(group: str, first_login: bool = False, without: str | None = None) -> list[Level]:
    """Write the policies of a group, optionally with one statement taken away."""
    context = IdentityContext("aws", "baseline", first_login)
    return [
        Level(
            policy.name,
            [document(*(one for one in policy.statements(context) if one["Sid"] != without))],
        )
        for policy in GROUPS[group].policies
    ]


def _expand(theme: str, entry: dict[str, Any]) -> Iterator[Row]:
    assert entry.keys() <= FIELDS | {"but_allowed"}, f"{theme}: {entry.keys() - FIELDS}"
    base = {**DEFAULTS, **{key: entry[key] for key in entry.keys() - {"but_allowed"}}}
    yield from _rows(theme, base)
    for changes in entry["but_allowed"]:
        assert changes.keys() <= FIELDS - {"fact", "denied_by"}, changes
        yield from _rows(theme, {**base, **changes, "denied_by": None})


def _rows(theme: str, fields: dict[str, Any]) -> Iterator[Row]:
    groups = [name for each in _many(fields["group"]) for name in sorted(NAMES.get(each, (each,)))]
    others = [_many(fields[name]) for name in ("session", "does", "resource", "owner")]
    for group, session, does, resource, owner in product(groups, *others):
        yield Row(
            theme=theme,
            fact=fields["fact"],
            group=group,
            session=session,
            does=does,
            resource=resource,
            owner=owner,
            first_login=fields["first_login"],
            beside=fields["beside"],
            denied_by=fields["denied_by"],
        )


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
