"""One thing IAM has to allow before a request may pass: an action on a resource."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Access:
    """An action on one resource ARN, with the condition keys that hold for it alone."""

    action: str
    resource: str = "*"
    keys: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a request acts, and who signs it: what ARNs are made of."""

    partition: str
    region: str
    account: str
    principal_arn: str

    def arn(self, service: str, resource: str, *, region: bool = True, account: bool = True) -> str:
        """Return an ARN in this account and region, or with these fields empty."""
        where = f"{self.region if region else ''}:{self.account if account else ''}"
        return f"arn:{self.partition}:{service}:{where}:{resource}"


def on_each(
    actions: Sequence[str],
    resources: Callable[[str], Sequence[str]],
    keys: Mapping[str, str | list[str]] | None = None,
) -> tuple[Access, ...]:
    """Put each action on each of the resources that a request names for it."""
    return tuple(
        Access(action, resource, keys or {}) for action in actions for resource in resources(action)
    )


def text(parameters: Mapping[str, Any], *names: str) -> str:
    """Return the first of these parameters that is a text, empty when none is."""
    for name in names:
        value = parameters.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def texts(parameters: Mapping[str, Any], *names: str) -> list[str]:
    """All texts of these parameters, whether single or in lists."""
    found: list[str] = []
    for name in names:
        value = parameters.get(name)
        values = value if isinstance(value, list) else [value]
        found += [item for item in values if isinstance(item, str) and item]
    return found


def walk(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Every text anywhere in the parameters, with the name of its member."""
    if isinstance(value, Mapping):
        return [pair for key, inner in value.items() for pair in walk(inner, str(key))]
    if isinstance(value, list):
        return [pair for inner in value for pair in walk(inner, name)]
    return [(name, value)] if isinstance(value, str) and value else []
