"""A call, what must come of it, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from botocore.exceptions import ClientError

from baseline.output.finding import Finding, compared

NOT_ALLOWED = "refused, as no policy of the caller allows it"
"""What is told of a call that nothing denies and nothing allows either."""


@dataclass(frozen=True)
class Demonstration:
    """A call and what must come of it.

    `refused_by` is the Sid of the statement that must refuse it, none when it must go through.
    `allowed` says that no policy of the caller allows it, when false.
    """

    told: str
    call: Callable[[], object]
    refused_by: str | None = None
    allowed: bool = True


def finding(caller: str, demonstration: Demonstration) -> Finding:
    """Make the call and compare."""
    return compared(
        f"{caller} {demonstration.told}",
        "call",
        expected=_expected(demonstration),
        found=outcome(demonstration.call),
    )


def outcome(call: Callable[[], object]) -> str:
    """Make a call and tell what came of it."""
    try:
        call()
    except ClientError as error:
        message = error.response["Error"]["Message"]
        if refusal := re.search(r"explicit deny .*\(statement (\w+)\)", message):
            return _refused(refusal[1])
        return NOT_ALLOWED if "because no identity-based policy allows" in message else message
    return "allowed"


def _expected(demonstration: Demonstration) -> str:
    if demonstration.refused_by:
        return _refused(demonstration.refused_by)
    return "allowed" if demonstration.allowed else NOT_ALLOWED


def _refused(sid: str) -> str:
    return f"refused by statement {sid}"
