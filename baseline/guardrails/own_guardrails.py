"""Finds the guardrails that a fork adds, so that adding one is adding one file."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from baseline.guardrails import own
from baseline.guardrails.model import Guardrail


def own_guardrails(folder: ModuleType = own) -> Iterator[Guardrail]:
    """Yield what stands in the files of a folder, by name of the file and place in it."""
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        for value in vars(import_module(f"{folder.__name__}.{name}")).values():
            if isinstance(value, Guardrail):
                yield value
