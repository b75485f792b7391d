"""Logical ids made from the keys and names of the configuration."""

from __future__ import annotations

import re


def pascal_case(name: str) -> str:
    """Turn `non-production` or `policy_types` into `NonProduction` or `PolicyTypes`."""
    return "".join(word.capitalize() for word in re.split("[-_]", name))
