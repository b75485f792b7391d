"""What is pinned stays: no synthesis takes away what is deployed, unless somebody says why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from baseline.checks.pins import pinned, pins_file, read_pins, written
from baseline.checks.stacks import SynthesizedStack
from baseline.checks.upgrade import upgrade
from baseline.errors import NOTE, CheckError


def changed_pins(stacks: Sequence[SynthesizedStack], configuration: Path) -> list[str]:
    """Return one line for each danger to what is pinned that nobody acknowledged.

    Raises:
        ConfigError: if the pins cannot be read.
    """
    file = pins_file(configuration)
    return _dangers(stacks, file) if file.exists() else []


def say_if_nothing_is_pinned(configuration: Path) -> None:
    """Say on standard error that nothing is held, and how to change that."""
    file = pins_file(configuration)
    if not file.exists():
        sys.stderr.write(
            f"{NOTE}{configuration}: nothing that is deployed is pinned (got no {file}); "
            "after the first deployment, run: baseline review pin\n"
        )


def pin(stacks: Sequence[SynthesizedStack], configuration: Path) -> Path:
    """Write the pins of what is deployed, and return their file.

    Raises:
        CheckError: if the pins that are there lose something for no acknowledged reason.
        ConfigError: if they cannot be read.
    """
    file = pins_file(configuration)
    if file.exists() and (problems := _dangers(stacks, file)):
        raise CheckError(problems)
    file.parent.mkdir(exist_ok=True)
    file.write_text(written(pinned(stacks)), encoding="utf-8")
    return file


def _dangers(stacks: Sequence[SynthesizedStack], file: Path) -> list[str]:
    pins = read_pins(file)
    return [
        f"{change} (got another than in {file}); undo it, or acknowledge it there with a reason"
        for change in upgrade(pins.as_stacks(), stacks)
        if change.is_dangerous and str(change) not in pins.acknowledged
    ]
