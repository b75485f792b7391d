"""Compares a stack itself: its state, protection, tags, template, looked-up values and outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from baseline.live.compare import as_tags
from baseline.live.failure import code, told
from baseline.live.reading import ABSENT, StackReading
from baseline.live.resolve import UnresolvedError
from baseline.output.finding import Finding, compared, unknown

#: A stack in one of these states holds what its template says; in all others something failed or
#: is under way.
COMPLETE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ROUND = "/accounts/round"
_PENDING_OUTPUT = "PendingAccounts"
"""How the accounts stack names the parameter that counts its rounds, and who waits."""


def stack_findings(reading: StackReading) -> Iterator[Finding]:
    """Yield what came of each check of a deployed stack itself."""
    intent, deployed = reading.intent, reading.deployed
    subject = f"{intent.id}/(stack)"
    yield Finding(
        subject,
        "status",
        "ok" if deployed.status in COMPLETE else "differs",
        " or ".join(COMPLETE),
        deployed.status,
    )
    yield compared(
        subject,
        "termination protection",
        expected=intent.termination_protection,
        found=deployed.termination_protection,
    )
    yield compared(subject, "tags", expected=dict(intent.tags), found=as_tags(deployed.tags))
    yield compared(
        subject,
        "template",
        expected=_as_held(intent.template),
        found=_as_held(deployed.template),
    )
    for name in intent.template.get("Parameters", {}):
        yield _lookup(reading, subject, name)
    for name, output in intent.template.get("Outputs", {}).items():
        yield _output(reading, subject, name, output["Value"])


def _lookup(reading: StackReading, subject: str, name: str) -> Finding:
    """Compare the value a parameter was filled with and the one that stands there now."""
    check = f"parameter {name}"
    source = reading.deployed.lookups.get(name)
    if source is None:
        return unknown(subject, check, "CloudFormation shows no value that was looked up")
    try:
        now = reading.clients["ssm"].get_parameter(Name=source)["Parameter"]["Value"]
    except ClientError as error:
        if code(error) != "ParameterNotFound":
            return unknown(subject, check, told(error))
        now = f"{source} is {ABSENT}"
    filled = reading.deployed.parameters[name]
    if source.endswith(_ROUND) and filled.isdigit() and _has_pending_accounts(reading):
        # Counted up once by the deploy that left accounts pending, so that the next one goes on.
        return compared(subject, check, expected=str(int(filled) + 1), found=now)
    return compared(subject, check, expected=now, found=filled)


def _has_pending_accounts(reading: StackReading) -> bool:
    return any(
        value and _PENDING_OUTPUT in name for name, value in reading.deployed.outputs.items()
    )


def _output(reading: StackReading, subject: str, name: str, value: Any) -> Finding:
    check = f"output {name}"
    try:
        expected = reading.scope.resolve(value)
    except UnresolvedError as error:
        return unknown(subject, check, str(error))
    return compared(subject, check, expected=expected, found=reading.deployed.outputs.get(name))


def _as_held(template: Mapping[str, Any]) -> Any:
    """Write a template as CloudFormation gives it back: every character outside ASCII is lost.

    Source: aws/aws-cdk, the CLI's comparison of templates, which does the same before a diff.
    """
    return json.loads(_NOT_ASCII.sub("?", json.dumps(template, ensure_ascii=False)))
