"""The decision tables, expanded into rows, and the places whose policies decide them.

An entry of a table states one fact. `who`, `does`, `in` and `where` may be lists and multiply;
`alias` is that of the key a call is about, `given` are other context keys; each entry of
`but_allowed` repeats the rows with the fields it names, and expects them allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from baseline.config.schema import CORE_GUARDRAILS
from baseline.guardrails import SHIPPED as GUARDRAILS_THERE_ARE
from baseline.guardrails import GuardrailContext
from baseline.policy.decide import Request, Verdict, decide
from tests.guardrails.ground import FULL_ACCESS, Change, Ground

__all__ = ["CONTEXT", "FULL_ACCESS", "GUARDRAILS", "PATHS", "SHIPPED", "Row", "rows", "verdict"]

TABLES = Path(__file__).parent / "decisions"
CONTEXT = GuardrailContext("aws", "baseline", ("eu-central-1", "eu-west-1"))
DEFAULTS: dict[str, Any] = {
    "resource": "*",
    "in": "workloads",
    "where": "eu-central-1",
    "alias": None,
    "given": {},
}

ELSEWHERE = ("deny_other_regions", "deny_everything", "deny_unplaced_accounts")
GUARDRAILS = {
    "root": CORE_GUARDRAILS,
    "workloads": ("deny_other_regions",),
    "sandbox": ("deny_other_regions",),
    "suspended": ("deny_everything",),
    # What the root may have besides, for accounts that stand in no unit.
    "unplaced": ("deny_unplaced_accounts",),
    # A unit that has whatever a unit can have, so that each of it is seen beside all the others.
    "guarded": tuple(
        name
        for name, each in GUARDRAILS_THERE_ARE.items()
        if each.default_place == "units" and name not in ELSEWHERE
    ),
}
PATHS = {
    "root": ("root",),
    "security": ("root", "security"),
    "infrastructure": ("root", "infrastructure"),
    "workloads": ("root", "workloads"),
    "production": ("root", "workloads", "production"),
    "sandbox": ("root", "sandbox"),
    "policy-staging": ("root", "policy-staging"),
    "suspended": ("root", "suspended"),
    "guarded": ("root", "guarded"),
    "unplaced": ("root", "unplaced"),
}
SHIPPED = Ground(CONTEXT, GUARDRAILS, PATHS)


@dataclass(frozen=True)
class Row:
    """One request and the Sid that denies it, or none where it must be allowed."""

    theme: str
    fact: str
    who: str
    does: str
    resource: str
    place: str
    where: str
    alias: str | None
    given: tuple[tuple[str, str], ...]
    denied_by: str | None

    def request(self) -> Request:
        """Write the row as policies see it."""
        principal = _principals()[self.who]
        context = {
            "aws:PrincipalArn": principal["arn"],
            **principal.get("with", {}),
            **dict(self.given),
        }
        if self.alias is not None:
            context["kms:ResourceAliases"] = self.alias
        if self.where != "nowhere":
            context["aws:RequestedRegion"] = self.where
        return Request(self.does, self.resource, context)

    def entry(self) -> tuple[str, str]:
        """Name the entry of the tables that the row comes from."""
        return self.theme, self.fact

    def __str__(self) -> str:
        given = "".join(f"-{key}={value}" for key, value in self.given)
        place = f"{self.place}-{self.where}-{self.alias}{given}"
        return f"{self.theme}-{self.who}-{self.does}-{self.resource}-{place}"


@cache
def rows() -> list[Row]:
    """Read every table, in the order of their names."""
    return [
        row
        for path in sorted(TABLES.glob("*.yaml"))
        if path.stem != "principals"
        for row in rows_of(path)
    ]


def rows_of(path: Path) -> Iterator[Row]:
    """Read one table."""
    for entry in yaml.safe_load(path.read_text()):
        yield from _expand(path.stem, entry)


def verdict(row: Row, without: str | None = None, change: Change | None = None) -> Verdict:
    """Decide a row by the shipped guardrails, optionally with one of them taken away or changed."""
    return decide(SHIPPED.levels(row.place, without, change), row.request())


@cache
def _principals() -> dict[str, dict[str, Any]]:
    principals: dict[str, dict[str, Any]] = yaml.safe_load((TABLES / "principals.yaml").read_text())
    return principals


def _expand(theme: str, entry: dict[str, Any]) -> Iterator[Row]:
    unknown = entry.keys() - _FIELDS - {"fact", "denied_by", "but_allowed"}
    assert not unknown, f"{theme}: unknown fields {unknown}"
    base = {**DEFAULTS, **{key: entry[key] for key in entry.keys() - {"but_allowed"}}}
    yield from _rows(theme, base)
    for changes in entry.get("but_allowed", []):
        assert changes.keys() <= _FIELDS, changes
        yield from _rows(theme, {**base, **changes, "denied_by": None})


_FIELDS = {"who", "does", "resource", "in", "where", "alias", "given"}


def _rows(theme: str, fields: dict[str, Any]) -> Iterator[Row]:
    many = [
        value if isinstance(value, list) else [value]
        for value in (fields["who"], fields["does"], fields["in"], fields["where"])
    ]
    for who, does, place, where in product(*many):
        yield Row(
            theme=theme,
            fact=fields["fact"],
            who=who,
            does=does,
            resource=fields["resource"],
            place=place,
            where=where,
            alias=fields["alias"],
            given=tuple(fields["given"].items()),
            denied_by=fields.get("denied_by"),
        )
