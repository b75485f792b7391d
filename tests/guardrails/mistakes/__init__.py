"""Mistakes that people have made in guardrails, each as a change of a shipped one.

Every name in `MISTAKES` is one story. The rows of the decision tables that catch it are named
beside it, so that a table that loses them fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tests.guardrails.mistakes.actions import ACTIONS
from tests.guardrails.mistakes.conditions import CONDITIONS
from tests.guardrails.mistakes.exemptions import EXEMPTIONS
from tests.guardrails.mistakes.model import Caught, Mistake
from tests.guardrails.mistakes.resources import RESOURCES

__all__ = ["MISTAKES", "Caught", "Mistake"]

MISTAKES: Mapping[str, Mistake] = MappingProxyType(
    {each.name: each for each in (*ACTIONS, *CONDITIONS, *EXEMPTIONS, *RESOURCES)}
)
