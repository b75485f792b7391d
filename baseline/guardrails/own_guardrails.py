"""Finds the guardrails that a fork adds, so that adding one is adding one file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from baseline.guardrails import own
from baseline.guardrails.model import Guardrail


def own_guardrails() -> Iterator[Guardrail]:
    """Yield what stands in the files of `own`, by name of the file and place in it."""
    for name in sorted(module.name for module in pkgutil.iter_modules(own.__path__)):
        for value in vars(import_module(f"{own.__name__}.{name}")).values():
            if isinstance(value, Guardrail):
                yield value
