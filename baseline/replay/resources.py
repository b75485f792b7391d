"""What a call was on: ARNs, with `*` for the pieces that the record does not tell.

A call may be on several resources of different kinds, and is denied if it is on any. Of a kind
that the record tells nothing of, it is not known whether the call was on one at all, unless the
action knows no other kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from baseline.policy.actions import Action, fits
from baseline.replay.globs import ANYTHING

_FILE = Path(__file__).parent / "resources.yaml"
_VARIABLE = re.compile(r"\$\{([^}]+)\}")
_WITH_PATH = "WithPath"


@dataclass(frozen=True)
class Resource:
    """An ARN known in part; `is_certain` tells that the call surely was on it."""

    arn: str
    is_certain: bool


NONE_NAMED = (Resource(ANYTHING, is_certain=True),)
"""What a call is on whose action knows no resources."""


@lru_cache(maxsize=32_768)
def templates_of(action: Action) -> tuple[str, ...]:
    """Return the ARN templates of an action, each by itself."""
    return tuple(each for joined in action.templates for each in joined.split(", "))


@lru_cache(maxsize=32_768)
def anything_of(template: str, partition: str) -> str:
    """Return an ARN of a kind of which nothing is known."""
    return _VARIABLE.sub(ANYTHING, template.replace("${Partition}", partition))


def resources(
    action: Action, templates: tuple[str, ...], record: Mapping[str, Any], partition: str
) -> Iterator[Resource]:
    """Yield what a call was on, of the kinds that `templates` name."""
    listed = [
        each["ARN"]
        for each in record.get("resources") or ()
        if isinstance(each, dict) and isinstance(each.get("ARN"), str)
    ]
    given = record.get("requestParameters")
    parameters = given if isinstance(given, dict) else {}
    is_only = len(templates_of(action)) == 1
    for template in templates:
        named = [arn for arn in listed if fits(template, arn)]
        named = named or list(_named(action, template, parameters, partition))
        if named:
            yield from (Resource(arn, is_certain=True) for arn in named)
        elif not _is_other_kind(action, template, parameters):
            certain = is_only or _is_certain(action.name, template)
            yield Resource(anything_of(template, partition), certain)


def _named(
    action: Action, template: str, parameters: Mapping[str, Any], partition: str
) -> Iterator[str]:
    """Yield the ARNs that the parameters name, none if they hold nothing of the template."""
    known = _content()["parameters"].get(action.service, {})
    if _is_other_kind(action, template, parameters):
        return
    filled = template.replace("${Partition}", partition)
    lists: list[str] | None = None
    for variable in _VARIABLE.findall(filled):
        for parameter in known.get(variable, ()):
            values = _texts(parameters.get(parameter))
            if values:
                if values[0].startswith("arn:"):
                    yield from (each for each in values if fits(template, each))
                    return
                texts = [_plain(variable, each, action, parameters) for each in values]
                before = lists or [filled]
                lists = [one.replace(f"${{{variable}}}", text) for one in before for text in texts]
                break
    for each in lists or ():
        yield _VARIABLE.sub(ANYTHING, each)


def _is_other_kind(action: Action, template: str, parameters: Mapping[str, Any]) -> bool:
    """Say whether the call shows its parameters, and not what this kind of resource needs."""
    known = _content()["parameters"].get(action.service, {})
    needed = _content()["needed"].get(action.service, ())
    return bool(parameters) and any(
        f"${{{variable}}}" in template and not any(map(parameters.get, known[variable]))
        for variable in needed
    )


def _plain(variable: str, value: str, action: Action, parameters: Mapping[str, Any]) -> str:
    """Return what a parameter says of a variable: a name, or a name behind an unknown path."""
    if variable == "Alias":
        return value.removeprefix("alias/")
    if variable in ("KeyId", "FunctionName") and (":" in value or "/" in value):
        return ANYTHING
    if not variable.endswith(_WITH_PATH):
        return value
    path = parameters.get("path")
    if isinstance(path, str):
        return path.lstrip("/") + value
    return value if ":Create" in action.name else ANYTHING + value


def _texts(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str) and each]


def _is_certain(action: str, template: str) -> bool:
    pieces = _content()["certain"].get(action, ())
    return any(f":{piece}" in template for piece in pieces)


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content
