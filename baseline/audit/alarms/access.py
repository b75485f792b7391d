"""Alarms about who comes in, and who is turned away."""

from __future__ import annotations

from baseline.audit.alarms.events import cis
from baseline.audit.model import Alarm
from baseline.audit.names import BREAK_GLASS

ALARMS = (
    Alarm(
        name="root-use",
        happened="Somebody acted as the root user of an account.",
        matters="Nothing limits the root user of the management account, and nobody needs it for "
        "daily work.",
        query="root-use",
        pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && '
        '($.eventType != "AwsServiceEvent") }',
        source=cis("5.3"),
    ),
    Alarm(
        name="sign-in-without-mfa",
        happened="An IAM user signed in to the console with a password alone.",
        matters="A password that was guessed or stolen is then enough to get in.",
        query="sign-ins",
        pattern='{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
        '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
        source=cis("5.2"),
    ),
    Alarm(
        name="failed-sign-ins",
        happened="Sign-ins to the console failed at least three times in five minutes.",
        matters="Somebody may be trying passwords.",
        query="sign-ins",
        pattern='{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
        source=cis("5.6"),
        threshold=3,
    ),
    Alarm(
        name="denied-calls",
        happened="At least ten calls were denied in five minutes.",
        matters="That is how it looks when somebody tries what a stolen key may do; or a program "
        "lost a permission that it needs.",
        query="denied-calls",
        pattern='{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) '
        '&& ($.sourceIPAddress != "delivery.logs.amazonaws.com") '
        '&& ($.eventName != "HeadBucket") }',
        source=cis("5.1"),
        threshold=10,
    ),
    Alarm(
        name="break-glass-use",
        happened="Somebody took the break-glass role, tried to, or acted with it.",
        matters="It may do everything, so each use must have an emergency that people know of.",
        query="break-glass-use",
        pattern=f'{{ ($.requestParameters.roleArn = "{BREAK_GLASS}") || '
        f'($.userIdentity.sessionContext.sessionIssuer.arn = "{BREAK_GLASS}") }}',
        source="CloudTrail record contents, userIdentity and requestParameters, read 2026-11-24",
    ),
)
