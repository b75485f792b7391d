"""AWS's list of IAM actions and of the resource types each one is judged on.

Source: the Service Authorization Reference as cfn-lint 1.58.0 ships it
(`cfnlint/data/AdditionalSpecs/Policies.json`); it names no conditions of actions and does
not tell required resources from optional ones.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any

_ANY = ".*"


@lru_cache
def _services() -> dict[str, Any]:
    text = resources.files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text()
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def is_action(action: str) -> bool:
    """Whether AWS lists the action, whatever the case of its letters."""
    prefix, _, name = action.partition(":")
    return name.lower() in _services().get(prefix, {"Actions": {}})["Actions"]


@lru_cache
def resource_types(action: str) -> tuple[str, ...]:
    """Return the resource types an action may be judged on; none means `*`."""
    prefix, _, name = action.partition(":")
    listed = _services()[prefix]["Actions"].get(name.lower(), {})
    return tuple(kind.lower() for kind in listed.get("Resources") or ())


def arn_formats(prefix: str, kind: str) -> tuple[str, ...]:
    """ARNs of a resource type, with `${Partition}`, `${Region}`, `${Account}` and `.*`."""
    found = _services()[prefix]["Resources"].get(kind, {})
    return tuple(found.get("ARNFormats", ()))


def fill(arn_format: str, partition: str, region: str, account: str, name: str) -> str:
    """Return an ARN of a format; an account of another name in the format is the caller's too."""
    values = {"Partition": partition, "Region": region}
    text = re.sub(r"\$\{(\w+)\}", lambda found: values.get(found[1], account), arn_format)
    return text.replace(_ANY, name)


def fits(arn: str, arn_format: str) -> bool:
    """Whether an ARN is one of a format."""
    fixed = re.split(r"(\$\{\w+\}|\.\*)", arn_format)
    made = "".join(
        ".*" if part == _ANY else "[^:]*" if part.startswith("${") else re.escape(part)
        for part in fixed
    )
    return re.fullmatch(made, arn, re.DOTALL) is not None
