"""No template names an account, so that the same one serves every company.

Resource control policies alone may: the configuration names the partners that they let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from baseline.checks.stacks import SynthesizedStack
from baseline.guardrails.policy_types import PolicyType

_ACCOUNT_ID = re.compile(r"(?<![0-9A-Za-z])[0-9]{12}(?![0-9A-Za-z])")


def fixed_account_ids(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield each account id that stands in a template as a text."""
    for stack in stacks:
        for place, resource in stack.resources():
            if resource.get("Properties", {}).get("Type") == PolicyType.RESOURCE_CONTROL:
                continue
            for account_id in sorted(set(_account_ids(resource.get("Properties", {})))):
                yield (
                    f"{place}: must not name an account (got {account_id}); "
                    "write AWS::AccountId, or read the id from a setting"
                )


def _account_ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _ACCOUNT_ID.findall(value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _account_ids(key)
            yield from _account_ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from _account_ids(each)
