"""Pins: the stateful resources that are deployed, few enough lines to be reviewed.

They lie beside the configuration they belong to: those of `baseline.yaml` in `pins/baseline.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from baseline.checks.stacks import SynthesizedStack
from baseline.checks.stateful import NAMES, PROTECTIONS, SWITCHES, at
from baseline.config.document import read_document
from baseline.config.load import problem_of
from baseline.config.problem import Complaint
from baseline.config.source import UnreadableError, read_text
from baseline.config.structure import structure_of
from baseline.errors import ConfigError

FOLDER = "pins"
"""The folder beside a configuration."""

HEADING = """\
# What is deployed and must stay, written by `baseline review pin` and read by every cdk synth.
# A danger that is meant goes under `acknowledged`, with the reason that a person accepts:
#   "the line, up to its bracket": the reason
# A line that holds " stands between ' instead.
# The next `baseline review pin` takes it over into the pins.
"""


class _Frozen(BaseModel):
    """A model that nobody can change and that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PinnedResource(_Frozen):
    """A stateful resource in CloudFormation's words: what keeps it, and what replaces it."""

    Type: str
    DeletionPolicy: str = ""
    UpdateReplacePolicy: str = ""
    Properties: dict[str, Any]


class PinnedStack(_Frozen):
    """A stack with its stateful resources by logical id."""

    StackName: str
    Region: str
    Resources: dict[str, PinnedResource]


class Pins(_Frozen):
    """What is deployed, by stack, and by line the reasons of the dangers that are meant."""

    acknowledged: dict[str, Annotated[str, Field(min_length=1)]] = Field(default={})
    stacks: dict[str, PinnedStack]

    def as_stacks(self) -> list[SynthesizedStack]:
        """Return stacks that hold nothing but what is pinned."""
        return [
            SynthesizedStack(
                name=name,
                template=stack.model_dump(include={"Resources"}, exclude_defaults=True),
                region=stack.Region,
                stack_name=stack.StackName,
            )
            for name, stack in self.stacks.items()
        ]


def pins_file(configuration: Path) -> Path:
    """Name the file that holds the pins of a configuration."""
    return configuration.parent / FOLDER / configuration.name


def read_pins(file: Path) -> Pins:
    """Read a file of pins.

    Raises:
        ConfigError: if it cannot be read, or is none.
    """
    try:
        document = read_document(read_text(file))
    except UnreadableError as error:
        raise ConfigError([problem_of(str(file), error.complaint, line=1)]) from error
    complaints: Iterable[Complaint] = document.complaints
    if not complaints:
        try:
            return Pins.model_validate(document.data)
        except ValidationError as error:
            complaints = structure_of(error, document, Pins).complaints
    raise ConfigError(problem_of(str(file), each, document.line(each.loc)) for each in complaints)


def written(pins: Pins) -> str:
    """Write pins as the text of their file."""
    content = pins.model_dump(exclude_defaults=True)
    text = yaml.safe_dump({"acknowledged": {}, **content}, sort_keys=False, width=1_000)
    return HEADING + text


def pinned(stacks: Iterable[SynthesizedStack]) -> Pins:
    """Pin the stateful resources of stacks, and acknowledge nothing."""
    return Pins(
        stacks={
            stack.name: PinnedStack(
                StackName=stack.stack_name,
                Region=stack.region,
                Resources={
                    place.partition("/")[2]: PinnedResource(
                        Type=resource["Type"],
                        **{name: resource[name] for name in PROTECTIONS if name in resource},
                        Properties=_held(resource),
                    )
                    for place, resource in stack.resources(*NAMES)
                },
            )
            for stack in stacks
        }
    )


def _held(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the properties that name the resource or protect what it holds, nested as they were."""
    kept: dict[str, Any] = {}
    for path in (*NAMES[resource["Type"]], *SWITCHES.get(resource["Type"], ())):
        value = at(resource.get("Properties", {}), path)
        if value is None:
            continue
        *parents, last = path.split(".")
        place = kept
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return kept
