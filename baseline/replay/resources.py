"""What a call was on: ARNs, or patterns of them with `*` for the pieces that no record tells.

A call may be on several resources of different kinds, and is denied if it is on any. Of a kind
that the record tells nothing of, it is not known whether the call was on one at all, unless the
action knows no other kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from baseline.policy.actions import Action, fits
from baseline.policy.proof.values import TEMPLATE
from baseline.policy.syntax import ARN_PARTS, escaped
from baseline.replay.keys import Record, principal, shown_parameters, within
from baseline.replay.possible import ANYTHING

_FILE = Path(__file__).parent / "resources.yaml"
_WITH_PATH = "WithPath"


@dataclass(frozen=True)
class Resource:
    """One ARN, or if it `is_open` patterns of all that it may be.

    `is_certain` tells that the call surely was on it, and `owner` whose it is, where a record does.
    """

    arns: tuple[str, ...]
    is_open: bool
    is_certain: bool = True
    owner: str | None = None


NONE_NAMED = Resource((ANYTHING,), is_open=False)
"""What a call is on whose action knows no resources."""


@lru_cache(maxsize=32_768)
def templates_of(action: Action, partition: str) -> tuple[str, ...]:
    """Return the ARN templates of an action in a partition."""
    return tuple(each.replace("${Partition}", partition) for each in action.templates)


@lru_cache(maxsize=32_768)
def anything_of(template: str) -> str:
    """Return the pattern of all ARNs of a kind."""
    return TEMPLATE.sub(ANYTHING, template)


def resources(action: Action, record: Record, partition: str) -> Iterator[Resource]:
    """Yield what a call was on.

    A record's list of what was accessed is taken for whole once it holds what the action knows,
    but for the calls that the data names.
    """
    listed = _listed(record)
    templates = templates_of(action, partition)
    every = [each for kind in templates for each in listed if fits(kind, each)]
    answered = list(_answered(action, record))
    parameters = shown_parameters(record) or {}
    for template in templates:
        known = [each for each in every or answered if fits(template, each)]
        if known:
            for each in known:
                yield Resource((each,), is_open=False, owner=_owner(each, listed))
            if any(f":{each}" in template for each in _content()["unlisted"].get(action.name, ())):
                yield _any(action, template)
        elif not every and not _is_other_kind(action, template, parameters):
            yield from _named(action, template, parameters) or [_any(action, template)]


def _listed(record: Record) -> dict[str, str]:
    """Return the ARNs that a record lists, each with the account of its owner if it is there."""
    found = record.get("resources")
    return {
        each["ARN"]: str(each.get("accountId") or "")
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, dict) and isinstance(each.get("ARN"), str)
    }


def _answered(action: Action, record: Record) -> Iterator[str]:
    """Yield the ARN that the answer names, or the caller's own role if it is what was called."""
    *above, name = str(_content()["answers"].get(action.service, "")).split(".")
    found = within(record, "responseElements", *above).get(name)
    if isinstance(found, str):
        yield found
    own = principal(record) or ""
    called = (shown_parameters(record) or {}).get("roleName")
    # A role's name is unique in its account, whatever its path.
    if action.service == "iam" and called and own.rpartition("/")[2] == called:
        yield own


def _owner(arn: str, listed: Mapping[str, str]) -> str | None:
    """Tell whose a resource is: listed beside it, in its ARN, or beside the bucket it lies in."""
    in_arn = arn.split(":", ARN_PARTS - 1)[-2]
    return listed.get(arn) or in_arn or listed.get(arn.partition("/")[0]) or None


def _any(action: Action, template: str) -> Resource:
    """Return a resource of a kind of which nothing is known."""
    pieces = _content()["certain"].get(action.name, ())
    certain = len(templates_of(action, "")) == 1 or any(f":{each}" in template for each in pieces)
    return Resource((anything_of(template),), is_open=True, is_certain=certain)


def _named(action: Action, template: str, parameters: Record) -> list[Resource]:
    """List what the parameters name, nothing if they hold nothing of the template."""
    known = _content()["parameters"].get(action.service, {})
    told: dict[str, list[str]] = {}
    for sign in TEMPLATE.findall(template):
        texts = (_texts(parameters.get(each)) for each in known.get(sign[2:-1], ()))
        values = next(filter(None, texts), [])
        if values and values[0].startswith("arn:"):
            found = (each for each in values if fits(template, each))
            return [Resource((each,), is_open=False, owner=_owner(each, {})) for each in found]
        told |= {sign: values} if values else {}
    if not told:
        return []
    # A kind is certain whose first name is told: no access point is, where only an object's key is.
    first = TEMPLATE.findall(template.split(":", ARN_PARTS - 1)[-1])[0]
    form = TEMPLATE.sub(lambda sign: sign[0] if sign[0] in told else ANYTHING, template)
    named = []
    for chosen in product(*told.values()):
        forms = [form]
        for sign, value in zip(told, chosen, strict=True):
            ways = _ways(sign[2:-1], value, action, parameters)
            forms = [each.replace(sign, way) for each in forms for way in ways]
        named.append(Resource(tuple(forms), is_open=True, is_certain=first in told))
    return named


def _ways(variable: str, value: str, action: Action, parameters: Record) -> tuple[str, ...]:
    """Return what a parameter says of a variable: a name, maybe behind a path that is not told."""
    if variable == "Alias":
        return (escaped(value.removeprefix("alias/")),)
    if variable in ("KeyId", "FunctionName") and (":" in value or "/" in value):
        return (ANYTHING,)
    name, path = escaped(value), parameters.get("path")
    if not variable.endswith(_WITH_PATH) or (path is None and ":Create" in action.name):
        return (name,)
    if isinstance(path, str):
        return (escaped(path.lstrip("/")) + name,)
    return name, f"*/{name}"


def _is_other_kind(action: Action, template: str, parameters: Record) -> bool:
    """Say whether the call shows its parameters, and not what this kind of resource needs."""
    known = _content()["parameters"].get(action.service, {})
    needed = _content()["needed"].get(action.service, ())
    return bool(parameters) and any(
        f"${{{variable}}}" in template and not any(map(parameters.get, known[variable]))
        for variable in needed
    )


def _texts(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str) and each]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
