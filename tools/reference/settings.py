"""The page of the settings, from the modules that Lambda runs."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from baseline.runtime import settings as package
from tools.reference.markdown import codes, table


def page() -> str:
    """Write every setting: what it does, what it reads, and all its function may do."""
    modules = [
        importlib.import_module(f"{package.__name__}.{each.name}")
        for each in pkgutil.iter_modules(package.__path__)
    ]
    parts = [
        "# Settings",
        "What CloudFormation lacks or does badly, ensured by one small function each, whose role "
        "holds exactly the actions below and its own log group. None of them can switch off what "
        "it ensured, and deleting its stack leaves it as it is.",
    ]
    for module in sorted(modules, key=lambda each: each.__name__):
        parts += _section(module)
    return "\n\n".join(parts) + "\n"


def _section(module: ModuleType) -> Iterator[str]:
    yield f"## {module.__name__.rpartition('.')[2]}"
    yield inspect.getdoc(module) or ""
    yield f"**Read.** {_first(module.read)}"
    yield f"**Apply.** {_first(module.apply)}"
    yield table(
        ("action", "on"),
        (
            (f"`{action}`", codes(module.RESOURCES.get(action, ("*",))))
            for action in sorted({*module.ACTIONS, *module.DEPENDENT_ACTIONS})
        ),
    )


def _first(function: object) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]
