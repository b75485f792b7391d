"""The stacks of a synthesized assembly, as every check reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Template = Mapping[str, Any]
Resource = Mapping[str, Any]


@dataclass(frozen=True)
class SynthesizedStack:
    """A stack of an assembly: its artifact id, its template, the stacks it waits for.

    `region` is the AWS region it is made for, `is_protected` whether termination protection is on,
    `stack_name` what it is called in AWS.
    """

    name: str
    template: Template
    waits_for: frozenset[str] = frozenset()
    region: str = "us-east-1"
    is_protected: bool = True
    stack_name: str = ""

    def resources(self, *types: str) -> Iterator[tuple[str, Resource]]:
        """Yield `stack/logical id` and resource of the given types, of all when none is given."""
        for logical_id, resource in self.template.get("Resources", {}).items():
            if not types or resource["Type"] in types:
                yield f"{self.name}/{logical_id}", resource


def read_stacks(assembly: Path) -> list[SynthesizedStack]:
    """Read the stacks of the assembly in `assembly`, in the manifest's order."""
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    stacks = {
        name: artifact
        for name, artifact in manifest["artifacts"].items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
    return [
        SynthesizedStack(
            name=name,
            template=json.loads(
                (assembly / artifact["properties"]["templateFile"]).read_text(encoding="utf-8")
            ),
            waits_for=frozenset(set(artifact.get("dependencies", ())) & set(stacks)),
            region=artifact["environment"].rpartition("/")[2],
            is_protected=artifact["properties"].get("terminationProtection", False),
            stack_name=artifact["properties"].get("stackName", name),
        )
        for name, artifact in stacks.items()
    ]
