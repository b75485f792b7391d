"""What is pinned stays: no synthesis takes away what is deployed, unless somebody says why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from baseline.checks.pins import Pins, pinned, pins_file, read_pins, written
from baseline.checks.stacks import SynthesizedStack
from baseline.checks.upgrade import Change, counted, upgrade
from baseline.errors import NOTE, CheckError


def changed_pins(stacks: Sequence[SynthesizedStack], configuration: Path) -> list[str]:
    """Return one line for each danger to what is pinned that nobody acknowledged, and a count.

    Says on standard error which acknowledged line is no danger, or none any more.

    Raises:
        ConfigError: if the pins cannot be read.
    """
    file = pins_file(configuration)
    if not file.exists():
        return []
    pins = read_pins(file)
    dangers = _dangers(stacks, pins)
    for note in _in_vain(pins, dangers, file):
        sys.stderr.write(f"{NOTE}{note}\n")
    return _told(_unacknowledged(dangers, pins), file)


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
    if file.exists():
        pins = read_pins(file)
        if meant := _unacknowledged(_dangers(stacks, pins), pins):
            raise CheckError(_told(meant, file))
    file.parent.mkdir(exist_ok=True)
    file.write_text(written(pinned(stacks)), encoding="utf-8")
    return file


def _dangers(stacks: Sequence[SynthesizedStack], pins: Pins) -> list[Change]:
    return [change for change in upgrade(pins.as_stacks(), stacks) if change.is_dangerous]


def _unacknowledged(dangers: Sequence[Change], pins: Pins) -> list[Change]:
    return [change for change in dangers if str(change) not in pins.acknowledged]


def _told(dangers: Sequence[Change], file: Path) -> list[str]:
    lines = [
        f"{change} ({'; '.join([f'got another than in {file}', *_left(change)])}); "
        "undo it, or acknowledge it there with a reason"
        for change in dangers
    ]
    if len(dangers) > 1:
        lines.append(
            f"{file}: what is pinned must stay (got {counted(dangers)}); "
            "undo the change, or acknowledge each line above"
        )
    return lines


def _left(change: Change) -> list[str]:
    return [f"left behind: {each}" for each in change.left_by_type()]


def _in_vain(pins: Pins, dangers: Sequence[Change], file: Path) -> Iterator[str]:
    lines = {str(each) for each in dangers}
    for entry in pins.acknowledged:
        if entry not in lines:
            yield (
                f"{file}: acknowledged: must be the line of a danger (got {entry!r}); "
                "write the line as it is printed, or take it out"
            )
