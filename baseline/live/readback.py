"""Reads a deployment back: every stack, resource and property of an assembly, found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from boto3 import Session
from botocore.exceptions import ClientError

from baseline.errors import LiveError
from baseline.live.clients import Clients
from baseline.live.deployed import read_stack
from baseline.live.failure import asking, told
from baseline.live.intent import StackIntent, name_prefix, read_intent
from baseline.live.organization import Organization
from baseline.live.reading import ABSENT, THERE, StackReading
from baseline.live.roles import role_findings
from baseline.live.stack import stack_findings
from baseline.live.whole import organization_findings
from baseline.output.finding import Finding, compared

_OF_THE_ORGANIZATION = ("AWS::Organizations::OrganizationalUnit", "AWS::Organizations::Policy")


def read_back(
    assembly: Path, session: Session, beginning: Callable[[str], object] = lambda _stack: None
) -> list[Finding]:
    """Compare the assembly in a folder with what `session` finds deployed.

    Args:
        beginning: is told the name of each stack before it is read.

    Raises:
        BaselineError: if the folder holds no assembly.
        LiveError: if nobody answers, or nobody accepts the credentials.
    """
    stacks = read_intent(assembly)
    clients = {region: Clients(session, region) for region in {each.region for each in stacks}}
    home = clients[stacks[0].region]
    with asking(f"region {home.region}"):
        where = f"account {home.account}, region {home.region}"
    with asking(where):
        return _findings(stacks, clients, Organization(home), beginning)


def _findings(
    stacks: list[StackIntent],
    clients: Mapping[str, Clients],
    organization: Organization,
    beginning: Callable[[str], object],
) -> list[Finding]:
    findings: list[Finding] = []
    ours: list[str] = []
    for stack in stacks:
        beginning(stack.name)
        reading = _reading(stack, clients[stack.region], organization)
        if reading is None:
            subject = f"{stack.id}/(stack)"
            findings.append(compared(subject, stack.name, expected=THERE, found=ABSENT))
            continue
        findings += _stack(reading)
        ours += _ids_in_the_organization(reading)
    findings += organization_findings(organization, prefix=name_prefix(stacks), ours=ours)
    return findings


def _reading(
    stack: StackIntent, clients: Clients, organization: Organization
) -> StackReading | None:
    """Return the reading of a stack, or None when it is not deployed.

    Raises:
        LiveError: if CloudFormation refuses to tell.
    """
    try:
        deployed = read_stack(clients, stack.name)
        return StackReading(stack, deployed, clients, organization) if deployed else None
    except ClientError as error:
        advice = "allow this caller to read the stacks, then ask again"
        raise LiveError([f"{clients.region}: {stack.name}: {told(error)}; {advice}"]) from error


def _stack(reading: StackReading) -> Iterator[Finding]:
    yield from stack_findings(reading)
    for resource in reading.intent.resources.values():
        yield from reading.findings(resource)
    yield from role_findings(reading)


def _ids_in_the_organization(reading: StackReading) -> list[str]:
    return [
        reading.deployed.physical_ids[logical_id]
        for logical_id, resource in reading.intent.resources.items()
        if resource.type in _OF_THE_ORGANIZATION and logical_id in reading.deployed.physical_ids
    ]
