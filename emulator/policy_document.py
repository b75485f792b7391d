"""The grammar of policy documents, as far as AWS refuses a document for it.

Source: IAM user guide, grammar of the IAM JSON policy language; Organizations user guide,
SCP syntax (all elements of the policy language since 2025-09) and RCP syntax.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

_STATEMENT_KEYS = {
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
}
_CURRENT = "2012-10-17"
_VERSIONS = (_CURRENT, "2008-10-17")
_OF_ORGANIZATIONS = ("service-control", "resource-control")
_ACTION = re.compile(r"\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+")
_SID = re.compile(r"[A-Za-z0-9]*")
_NUMBER_AND_DATE = [
    f"{kind}{test}"
    for kind in ("numeric", "date")
    for test in (
        "equals",
        "notequals",
        "lessthan",
        "lessthanequals",
        "greaterthan",
        "greaterthanequals",
    )
]
_OPERATORS = {
    "stringequals",
    "stringnotequals",
    "stringequalsignorecase",
    "stringnotequalsignorecase",
    "stringlike",
    "stringnotlike",
    "bool",
    "binaryequals",
    "ipaddress",
    "notipaddress",
    "arnequals",
    "arnlike",
    "arnnotequals",
    "arnnotlike",
    *_NUMBER_AND_DATE,
}


def problems(content: Any, kind: str) -> list[str]:
    """What AWS would refuse a document for.

    `kind` is `service-control`, `resource-control`, `identity`, `trust`, or `any` for the
    policies that are JSON without statements.
    """
    try:
        document = _parsed(content)
    except ValueError as problem:
        return [f"it is not JSON ({problem})"]
    if not isinstance(document, dict):
        return ["it is not a JSON object"]
    if kind == "any":
        return []
    found = [f"unknown element {key}" for key in document if key not in _TOP_KEYS]
    version = document.get("Version")
    permitted = (_CURRENT,) if kind in _OF_ORGANIZATIONS else _VERSIONS
    if version not in permitted and not (version is None and kind in ("identity", "trust")):
        found.append(f"Version must be 2012-10-17 (got {version!r})")
    statements = document.get("Statement")
    if isinstance(statements, dict):
        statements = [statements]
    if not isinstance(statements, list) or not statements:
        return [*found, "Statement must be an object or a list of at least one"]
    for number, statement in enumerate(statements):
        found += [f"Statement[{number}]: {text}" for text in _statement(statement, kind)]
    return found + _duplicate_sids(statements)


_TOP_KEYS = ("Version", "Id", "Statement")


def _parsed(content: Any) -> Any:
    if not isinstance(content, str):
        return content
    return json.loads(content, object_pairs_hook=_without_duplicates)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"duplicate key {next(n for n in names if names.count(n) > 1)!r}")
    return made


def _statement(statement: Any, kind: str) -> list[str]:
    if not isinstance(statement, dict):
        return ["must be an object"]
    found = [f"unknown element {key}" for key in statement if key not in _STATEMENT_KEYS]
    if statement.get("Effect") not in ("Allow", "Deny"):
        found.append(f"Effect must be Allow or Deny (got {statement.get('Effect')!r})")
    sid = statement.get("Sid", "")
    if not isinstance(sid, str) or not _SID.fullmatch(sid):
        found.append(f"Sid may hold letters and digits only (got {sid!r})")
    found += _actions(statement) + _condition(statement.get("Condition", {}))
    found += _resources(statement, kind) + _principals(statement, kind)
    if kind == "resource-control":
        found += _resource_control(statement)
    return found


def _actions(statement: dict[str, Any]) -> list[str]:
    return _entries(statement, "Action", "service:action", _ACTION.fullmatch)


def _resources(statement: dict[str, Any], kind: str) -> list[str]:
    if kind == "trust":
        given = {"Resource", "NotResource"} & statement.keys()
        return ["Resource is not allowed in a trust policy"] if given else []
    return _entries(statement, "Resource", "* or an ARN", lambda each: each == "*" or _is_arn(each))


def _entries(
    statement: dict[str, Any], element: str, form: str, is_good: Callable[[str], object]
) -> list[str]:
    """What is wrong with the entries of an element, or of the one that says what it is not."""
    given = [key for key in (element, f"Not{element}") if key in statement]
    if len(given) != 1:
        return [f"needs exactly one of {element} and Not{element}"]
    entries = _listed(statement[given[0]])
    if not entries:
        return [f"{given[0]} is empty"]
    return [
        f"{given[0]} must be {form} (got {entry!r})"
        for entry in entries
        if not isinstance(entry, str) or not is_good(entry)
    ]


def _is_arn(entry: str) -> bool:
    parts = entry.split(":", 5)
    return len(parts) == 6 and parts[0] == "arn" and bool(parts[1] and parts[2] and parts[5])


def _principals(statement: dict[str, Any], kind: str) -> list[str]:
    given = [key for key in ("Principal", "NotPrincipal") if key in statement]
    if kind in ("service-control", "identity"):
        return [f"{key} is not allowed here" for key in given]
    if len(given) != 1:
        return ["needs a Principal"]
    value = statement[given[0]]
    if isinstance(value, dict):
        unknown = set(value) - {"AWS", "Service", "Federated", "CanonicalUser"}
        return [f"unknown principal type {key}" for key in sorted(unknown)]
    return [] if value == "*" else [f"Principal must be * or an object (got {value!r})"]


def _resource_control(statement: dict[str, Any]) -> list[str]:
    found = []
    if statement.get("Effect") == "Allow":
        found.append("Effect must be Deny")
    if statement.get("Principal") != "*":
        found.append("Principal must be *")
    if "NotAction" in statement:
        found.append("NotAction is not allowed here")
    if "*" in _listed(statement.get("Action", [])):
        found.append("Action must name a service")
    return found


def _condition(condition: Any) -> list[str]:
    if not isinstance(condition, dict):
        return ["Condition must be an object"]
    found = []
    for operator, keys in condition.items():
        name = operator.lower().removeprefix("foranyvalue:").removeprefix("forallvalues:")
        if name != "null" and name.removesuffix("ifexists") not in _OPERATORS:
            found.append(f"unknown condition operator {operator}")
        if not isinstance(keys, dict) or not keys:
            found.append(f"Condition {operator} must hold keys with values")
            continue
        found += [
            f"Condition {operator} {key} has no value" for key, value in keys.items() if value == []
        ]
    return found


def _duplicate_sids(statements: list[Any]) -> list[str]:
    sids = [one["Sid"] for one in statements if isinstance(one, dict) and one.get("Sid")]
    twice = sorted({sid for sid in sids if sids.count(sid) > 1})
    return [f"Sid {sid} is used more than once" for sid in twice]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def size(document: Any) -> int:
    """The characters IAM counts: white space outside of strings is free."""
    if isinstance(document, str):
        try:
            document = json.loads(document)
        except ValueError:
            return len(document)
    return len(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
