"""Policy documents as AWS writes them, and how AWS counts their size."""

from __future__ import annotations

import json
from typing import Any, Literal, Required, TypedDict

Condition = dict[str, dict[str, str | list[str]]]


class Statement(TypedDict, total=False):
    """One statement of a control or identity policy; only resource control names a principal."""

    Sid: Required[str]
    Effect: Required[Literal["Allow", "Deny"]]
    Principal: Literal["*"]
    Action: str | list[str]
    NotAction: str | list[str]
    Resource: str | list[str]
    NotResource: str | list[str]
    Condition: Condition


Document = dict[str, Any]
"""A whole policy as AWS receives it: `Version` and a list of `Statement`."""


def document(*statements: Statement) -> Document:
    """Put statements into a policy document, in the given order.

    The version is the one that knows policy variables; older documents take them as text.
    """
    return {"Version": "2012-10-17", "Statement": list(statements)}


def compact(policy: Document) -> str:
    """Write a policy as the JSON that reaches AWS: no whitespace between tokens.

    CloudFormation writes a policy that is given as an object in this form, so this is the text
    whose characters count against the quota.

    Source: aws-cloudformation-resource-providers-organizations, policy Translator, 2025-06-03.
    """
    return json.dumps(policy, separators=(",", ":"), ensure_ascii=False)


def size_chars(policy: Document) -> int:
    """Count the characters of a policy that AWS counts."""
    return len(compact(policy))


def non_ascii(policy: Document) -> tuple[str, ...]:
    """List the characters of a policy outside ASCII, sorted, each once.

    AWS counts characters on one page and bytes by report; in ASCII both are the same.
    """
    return tuple(sorted({character for character in compact(policy) if not character.isascii()}))


def values(element: str | list[str]) -> list[str]:
    """Read an element that AWS lets people write as one string or as a list of them."""
    return [element] if isinstance(element, str) else element
