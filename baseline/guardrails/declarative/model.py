"""What a declarative setting is: a value that says what it sets in every account, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from baseline.guardrails.policy_types import PolicyType

Content = Mapping[str, Any]
"""A policy as AWS's management policies are written: a tree whose leaves assign values."""


@dataclass(frozen=True)
class StandardTag:
    """A tag key as it is to be written, and the values it may have; none given are any."""

    key: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declared:
    """What a configuration declares; each field is named as the setting that it switches."""

    require_imdsv2: bool = False
    enforce_imdsv2: bool = False
    block_serial_console: bool = False
    block_public_images: bool = False
    block_public_snapshots: bool = False
    block_vpc_public_access: str | None = None
    block_public_buckets: bool = False
    opt_out_of_ai_services: bool = False
    standard_tags: tuple[StandardTag, ...] = ()


@dataclass(frozen=True)
class DeclarativeSetting:
    """One thing AWS itself keeps as it is declared, in every account and region.

    `content` is this setting's part of the policy of its type. `why`, `breaks` and `source` mean
    what they mean for a guardrail.
    """

    name: str
    policy_type: PolicyType
    why: str
    breaks: str
    source: str
    content: Callable[[Declared], Content]

    def is_declared(self, declared: Declared) -> bool:
        """Say whether a configuration declares this setting."""
        return bool(getattr(declared, self.name))


def assign(value: str | list[str]) -> dict[str, str | list[str]]:
    """Write a value as the leaf of a policy."""
    return {"@@assign": value}
