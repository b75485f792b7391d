"""Holds what is attached to each role against what the templates attach to it."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.exceptions import ClientError

from baseline.live.failure import told
from baseline.live.readers.iam import attached_policies
from baseline.live.reading import StackReading
from baseline.output.finding import Finding, compared, unknown


def role_findings(reading: StackReading) -> Iterator[Finding]:
    """Yield for each role of a stack whether exactly the template's policies are attached."""
    roles = {
        reading.deployed.physical_ids[logical_id]: resource
        for logical_id, resource in reading.intent.resources.items()
        if resource.type == "AWS::IAM::Role" and logical_id in reading.deployed.physical_ids
    }
    granted = _granted(reading)
    for name, role in roles.items():
        asked, _ = reading.desired(role)
        expected = {*asked.get("ManagedPolicyArns", ()), *granted.get(name, ())}
        try:
            found = attached_policies(reading.clients, name)
        except ClientError as error:
            yield unknown(role.path, "attached policies", told(error))
        else:
            yield compared(role.path, "attached policies", expected=sorted(expected), found=found)


def _granted(reading: StackReading) -> dict[str, list[str]]:
    """Return by role the policies of the stack that attach themselves to it."""
    granted: dict[str, list[str]] = {}
    for logical_id, resource in reading.intent.resources.items():
        if resource.type == "AWS::IAM::ManagedPolicy":
            desired, _ = reading.desired(resource)
            for role in desired.get("Roles", ()):
                arn = reading.deployed.physical_ids.get(logical_id, f"{resource.path} (not there)")
                granted.setdefault(role, []).append(arn)
    return granted
