"""One resource of an imagined stack, so that a reader runs the way the read-back runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from boto3 import Session

from baseline.live.clients import Clients
from baseline.live.deployed import DeployedStack
from baseline.live.intent import ResourceIntent, StackIntent
from baseline.live.organization import Organization
from baseline.live.reading import StackReading
from baseline.output.finding import Finding

REGION = "us-east-1"


def reading_of(
    session: Session,
    resources: Mapping[str, tuple[str, Mapping[str, Any], str | None]],
    *,
    files: Mapping[str, Path] | None = None,
    outputs: Mapping[str, Any] | None = None,
    answers: Mapping[str, str] | None = None,
) -> StackReading:
    """Return the reading of a stack with the given resources: type, properties, physical id."""
    clients = Clients(session, REGION)
    template = {
        "Resources": {
            name: {"Type": each[0], "Properties": each[1]} for name, each in resources.items()
        },
        "Outputs": outputs or {},
    }
    intent = StackIntent(
        id="Imagined",
        name="baseline-imagined",
        region=REGION,
        termination_protection=True,
        tags={},
        template=template,
        resources={
            name: ResourceIntent(name, f"Imagined/{name}", each[0], each[1])
            for name, each in resources.items()
        },
        files=files or {},
    )
    deployed = DeployedStack(
        id="arn:aws:cloudformation:us-east-1:123456789012:stack/baseline-imagined/1",
        status="CREATE_COMPLETE",
        termination_protection=True,
        tags={},
        parameters={},
        lookups={},
        outputs=answers or {},
        physical_ids={name: each[2] for name, each in resources.items() if each[2] is not None},
        template=template,
    )
    return StackReading(intent, deployed, clients, Organization(clients))


def findings_of(
    session: Session,
    resource_type: str,
    properties: Mapping[str, Any],
    physical_id: str | None,
    **more: Any,
) -> list[Finding]:
    """Return what comes of one resource."""
    reading = reading_of(session, {"It": (resource_type, properties, physical_id)}, **more)
    return list(reading.findings(reading.intent.resources["It"]))


def not_ok(findings: list[Finding]) -> dict[str, str]:
    """Return the status of each check that is not ok, by its name."""
    return {finding.check: finding.status for finding in findings if finding.status != "ok"}
