"""The table of AWS's rules: a policy, a request, and what AWS documents for them, one rule a case.

A case holds `statement`, which completes a Deny of everything beside an Allow of everything at the
root; or `levels` with whole lists of statements from the root down; and may hold `resource_levels`
with those of resource control policies, and `identity` with those of the caller's own policies,
one list a policy. Lists in `context` are keys with many values. `unknown` is the verdict where AWS
leaves open what happens; `emulator` says why the emulator, which has to answer, answers otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baseline.policy.decide import Level, Request

FILE = Path(__file__).parent / "cases.yaml"
ALLOW = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}
_DENY = {"Sid": "Deny", "Effect": "Deny", "Action": "*", "Resource": "*"}
_FIELDS = {
    *("rule", "page", "statement", "levels", "resource_levels", "identity", "version"),
    *("action", "resource", "context", "verdict", "by", "emulator"),
}


@dataclass(frozen=True)
class Case:
    """One rule with its page; `verdict` is `denied`, `allowed` or `unknown`.

    `identity` is none where only control policies are asked.
    """

    rule: str
    page: str
    read: str
    levels: tuple[Level, ...]
    resource_levels: tuple[Level, ...]
    identity: tuple[Level, ...] | None
    request: Request
    verdict: str
    by: str | None
    emulator: str | None


@cache
def cases() -> tuple[Case, ...]:
    """Read the table."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(_case(each, content["pages"]) for each in content["cases"])


def _case(entry: dict[str, Any], pages: dict[str, dict[str, Any]]) -> Case:
    assert entry.keys() <= _FIELDS, entry.keys() - _FIELDS
    version = entry.get("version", "2012-10-17")
    page = pages[entry["page"]]
    listed = entry.get(
        "levels", [[ALLOW, _completed(entry["statement"])] if "statement" in entry else [ALLOW]]
    )
    context = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.get("context", {}).items()
    }
    identity = entry.get("identity")
    return Case(
        rule=entry["rule"],
        page=page["title"],
        read=str(page["read"]),
        levels=_levels(listed, version, ("root", "unit", "account")),
        resource_levels=_levels(
            [
                [{"Principal": "*", **_completed(each)} for each in level]
                for level in entry.get("resource_levels", [])
            ],
            version,
            ("root of the resource", "unit of the resource"),
        ),
        identity=None if identity is None else _levels(identity, version, ("first", "second")),
        request=Request(entry.get("action", "iam:DeleteRole"), entry.get("resource", "*"), context),
        verdict=entry["verdict"],
        by=entry.get("by"),
        emulator=entry.get("emulator"),
    )


def _completed(statement: dict[str, Any]) -> dict[str, Any]:
    full = {**_DENY, **statement}
    for element in ("Action", "Resource"):
        if f"Not{element}" in statement:
            del full[element]
    return full


def _levels(
    listed: list[list[dict[str, Any]]], version: str, names: tuple[str, ...]
) -> tuple[Level, ...]:
    return tuple(
        Level(name, [{"Version": version, "Statement": statements}])
        for name, statements in zip(names, listed, strict=False)
    )
