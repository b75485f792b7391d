"""Alarms about keys: their end, and their use by somebody who is not expected to use them."""

from __future__ import annotations

from baseline.audit.alarms.events import any_of, calls, cis
from baseline.audit.model import Alarm
from baseline.audit.names import CRYPTOGRAPHIC, DELIVERY, KEYS, LOG_READERS, SERVICES

_KMS = '($.eventSource = "kms.amazonaws.com")'
_ISSUER = "$.userIdentity.sessionContext.sessionIssuer.arn"
_GUIDE = 'AWS KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail", read 2026-11-24'


def _none_of(selector: str, *values: str) -> str:
    """Match an event in which `selector` has another value, or none: `!=` alone needs one."""
    others = " && ".join(f'({selector} != "{value}")' for value in values)
    return f"(({selector} NOT EXISTS) || ({others}))"


ALARMS = (
    Alarm(
        name="key-disabled-or-deleted",
        happened="Somebody disabled a key, or scheduled its deletion.",
        matters="What it encrypts cannot be read without it; after the deletion, never again.",
        query="key-changes",
        pattern=calls("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion"),
        source=cis("5.7"),
    ),
    Alarm(
        name="unexpected-key-use",
        happened="A principal outside the expected list used a key of the baseline, or handed its "
        "use on.",
        matters="Expected are AWS's own services, CloudTrail's role and the roles that read logs. "
        "Anybody else is reading, or forging, what only these should.",
        query="key-use-by-whom",
        # A service that acts for itself tells which one it is; a role tells its own ARN. Keys and
        # names say that it is KMS; a pattern holds 1,024 characters and has none left for more.
        pattern=f"{{ {any_of('$.resources[*].ARN', *KEYS)} && "
        f"{any_of('$.eventName', *CRYPTOGRAPHIC)} && "
        f'(($.userIdentity.type != "AWSService") || '
        f"{_none_of('$.userIdentity.invokedBy', *SERVICES)}) && "
        f"{_none_of(_ISSUER, *LOG_READERS, DELIVERY)} }}",
        source=_GUIDE,
    ),
    Alarm(
        name="denied-key-use",
        happened="AWS refused somebody the use of a key of the baseline.",
        matters="Somebody tries to read the logs, or a service lost what it needs to write them.",
        query="key-use-denied",
        # A refused call does not always list its resources; then its message names the key.
        pattern=f'{{ {_KMS} && ($.errorCode = "AccessDenied*") && '
        f"({any_of('$.resources[*].ARN', *KEYS)} || "
        f"{any_of('$.errorMessage', *(f'*{key}*' for key in KEYS))}) }}",
        source=_GUIDE,
    ),
)
