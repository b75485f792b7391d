"""The intent: what a synthesized assembly says should be there.

It is read from the manifest and the templates, never from the constructs, so that one mistake in
a construct cannot hide on both sides of the comparison.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from baseline.errors import BaselineError


@dataclass(frozen=True)
class ResourceIntent:
    """A resource of a template: where the construct tree has it, its type and its properties."""

    logical_id: str
    path: str
    type: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class StackIntent:
    """A stack of the assembly.

    `files` holds what travels beside the template: a file or a folder by the S3 key under which
    it is uploaded.
    """

    id: str
    name: str
    region: str
    termination_protection: bool
    tags: Mapping[str, str]
    template: Mapping[str, Any]
    resources: Mapping[str, ResourceIntent]
    files: Mapping[str, Path]


def read_intent(assembly: Path) -> list[StackIntent]:
    """Read the stacks of an assembly in the manifest's order.

    Raises:
        BaselineError: if the folder holds no assembly, or one without stacks.
    """
    manifest_file = assembly / "manifest.json"
    if not manifest_file.is_file():
        raise BaselineError(
            [f"{assembly}: there is no assembly (got no manifest.json); run cdk synth first"]
        )
    artifacts = json.loads(manifest_file.read_text(encoding="utf-8"))["artifacts"]
    stacks = [
        _stack(assembly, artifact_id, artifact)
        for artifact_id, artifact in artifacts.items()
        if artifact["type"] == "aws:cloudformation:stack"
    ]
    if not stacks:
        raise BaselineError(
            [f"{manifest_file}: the assembly holds no stack (got 0 stacks); run cdk synth again"]
        )
    return stacks


def name_prefix(stacks: list[StackIntent]) -> str:
    """Return what the names of all stacks start with, up to and with a hyphen; may be empty."""
    words = zip(*(stack.name.split("-")[:-1] for stack in stacks), strict=False)
    return "".join(f"{same[0]}-" for same in takewhile(lambda each: len(set(each)) == 1, words))


def _stack(assembly: Path, artifact_id: str, artifact: Mapping[str, Any]) -> StackIntent:
    properties = artifact["properties"]
    template = _json(assembly / properties["templateFile"])
    paths = _paths(assembly, artifact)
    return StackIntent(
        id=artifact_id,
        name=properties.get("stackName", artifact_id),
        region=artifact["environment"].rpartition("/")[2],
        termination_protection=properties.get("terminationProtection", False),
        tags=properties.get("tags", {}),
        template=template,
        resources={
            logical_id: ResourceIntent(
                logical_id=logical_id,
                path=paths.get(logical_id, f"{artifact_id}/{logical_id}"),
                type=resource["Type"],
                properties=resource.get("Properties", {}),
            )
            for logical_id, resource in template.get("Resources", {}).items()
        },
        files=_files(assembly, artifact_id),
    )


def _paths(assembly: Path, artifact: Mapping[str, Any]) -> dict[str, str]:
    """Return the construct path of each logical id."""
    entries = dict(artifact.get("metadata", {}))
    if "additionalMetadataFile" in artifact:
        entries |= _json(assembly / artifact["additionalMetadataFile"])
    return {
        entry["data"]: path.removeprefix("/").removesuffix("/Resource")
        for path, each in entries.items()
        for entry in each
        if entry["type"] == "aws:cdk:logicalId"
    }


def _files(assembly: Path, artifact_id: str) -> dict[str, Path]:
    manifest = assembly / f"{artifact_id}.assets.json"
    if not manifest.is_file():
        return {}
    return {
        destination["objectKey"]: assembly / file["source"]["path"]
        for file in _json(manifest).get("files", {}).values()
        for destination in file["destinations"].values()
    }


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
