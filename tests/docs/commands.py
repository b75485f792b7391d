"""What a page of the documentation tells people to run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.assemblies import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SERVICES = {"cloudformation": "cloudformation", "iam": "iam", "sts": "sts"}


@dataclass(frozen=True)
class Command:
    """A line that calls AWS: its action, and its options by name without dashes."""

    action: str
    options: dict[str, str]


def blocks(page: Path, language: str) -> list[str]:
    """Return the blocks of a page in a language."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [body for found, body in _BLOCK.findall(text) if found == language]


def commands(page: Path) -> list[Command]:
    """Return the calls to AWS in the shell blocks of a page."""
    return [
        _command(line)
        for block in blocks(page, "sh")
        for line in block.splitlines()
        if line.startswith("aws ")
    ]


def _command(line: str) -> Command:
    _, service, operation, *words = line.split()
    name = "".join(word.capitalize() for word in operation.split("-"))
    name = name.replace("Mfa", "MFA")
    options = dict(zip(words[::2], words[1::2], strict=True))
    return Command(
        f"{_SERVICES[service]}:{name}", {key.removeprefix("--"): options[key] for key in options}
    )
