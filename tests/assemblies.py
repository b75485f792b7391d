"""Every configuration synthesized once a test session, and ways to look into the result."""

from __future__ import annotations

import functools
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baseline.assembly import build_app, synthesize
from baseline.config import Config, load
from baseline.config.rollout import rollout_of

ROOT = Path(__file__).parent.parent
CONFIGURATIONS = {
    "default": ROOT / "examples/default.yaml",
    "try": ROOT / "examples/try.yaml",
    "eu": ROOT / "examples/eu.yaml",
}
STACKS = (
    *("Organization", "Guardrails", "Accounts", "LogArchive", "Audit", "Access"),
    *("BillingStorage", "Billing"),
)
BILLING = ("BillingStorage", "Billing")
OPTIONAL = {"eu": ("Pipeline",)}
"""By configuration the stacks that it alone has."""
ASSET_HASH = re.compile(r"\b[0-9a-f]{64}\b")
ACCOUNT_ID = re.compile(r"(?<![0-9a-f])\d{12}(?![0-9a-f])")

Template = dict[str, Any]
Resources = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Assembly:
    """A cloud assembly on disk, with the configuration it was made from."""

    config: Config
    folder: Path

    def template(self, stack: str) -> Template:
        """Return the template of `stack`."""
        return read(self.folder / f"{stack}.template.json")

    def resources(self, stack: str, resource_type: str = "") -> Resources:
        """Return by logical id the resources of `stack` whose type starts with `resource_type`."""
        return {
            name: resource
            for name, resource in self.template(stack)["Resources"].items()
            if resource["Type"].startswith(resource_type)
        }

    def artifact(self, name: str) -> dict[str, Any]:
        """Return the manifest's entry of an artifact."""
        artifact: dict[str, Any] = read(self.folder / "manifest.json")["artifacts"][name]
        return artifact


@functools.cache
def assembly(name: str) -> Assembly:
    """Synthesize one of `CONFIGURATIONS`, once a session."""
    return synthesized(load(CONFIGURATIONS[name]))


def stacks_of(name: str) -> tuple[str, ...]:
    """List the stacks of one of `CONFIGURATIONS`."""
    return (*STACKS, *OPTIONAL.get(name, ()))


def synthesized(config: Config, *, nag: bool = True) -> Assembly:
    """Synthesize `config` into a folder of its own, which goes when the session ends."""
    folder = Path(tempfile.mkdtemp(dir=_workshop().name))
    synthesize(build_app(config, outdir=folder, nag=nag, validation=False))
    return Assembly(config, folder)


@functools.cache
def _workshop() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="assemblies-")


def outside_accounts(config: Config) -> set[str]:
    """List the accounts of others that the policies of a configuration let through."""
    rollout = rollout_of(config)
    assert rollout is not None
    return {*rollout.context.partner_accounts, *rollout.context.load_balancer_accounts}


@functools.cache
def read(path: Path) -> dict[str, Any]:
    """Read a JSON file that holds an object, once; nobody may change what is returned."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def settings(resources: Resources) -> Resources:
    """Keep the custom resources, each of which runs a setting."""
    return {
        name: resource
        for name, resource in resources.items()
        if resource["Type"].startswith("Custom::")
    }


def waited_for(resource: Mapping[str, Any]) -> list[str]:
    """List the logical ids in a resource's DependsOn."""
    depends_on = resource.get("DependsOn", [])
    return [depends_on] if isinstance(depends_on, str) else list(depends_on)


def nodes(value: object) -> Iterator[object]:
    """Walk a JSON value: the value itself and everything inside it, keys included."""
    yield value
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)
