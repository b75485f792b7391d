"""The alarm about what all alarms rest on: the watch itself, and the policies of its keys."""

from __future__ import annotations

from baseline.audit.alarms.events import any_of
from baseline.audit.model import Alarm
from baseline.audit.names import KEYS

_NAMED_WATCH = " || ".join(
    (
        '($.requestParameters.alarmNames[*] = "<prefix>-*")',
        '($.requestParameters.alarmName = "<prefix>-*")',
        '($.requestParameters.logGroupName = "/<prefix>/trail")',
        '($.requestParameters.topicArn = "*:<prefix>-alarms")',
        '($.requestParameters.subscriptionArn = "*:<prefix>-alarms:*")',
    )
)
"""Where an event names a part of the watch.

Source: "Logging Amazon CloudWatch API and console operations with AWS CloudTrail", CloudWatch user
guide; "Logging Amazon SNS API calls using CloudTrail", SNS developer guide; read 2026-11-30.
"""

_ENDING = ("Delete*", "Disable*", "Remove*", "Unsubscribe")
_CHANGING = ("Put*", "Set*")
_BY_HAND = '($.sourceIPAddress != "cloudformation.amazonaws.com")'
"""A deployment makes and changes alarms through CloudFormation, which every event tells."""

ALARMS = (
    Alarm(
        name="watch-changed",
        happened="Somebody ended or changed an alarm of the baseline, what it needs to be heard "
        "by, or the policy of a key of the baseline.",
        matters="What comes next may be what nobody should hear of. A deployment changes these, "
        "too, unheard; what it ends is told.",
        query="watch-changes",
        pattern=f"{{ (({_NAMED_WATCH}) && ({any_of('$.eventName', *_ENDING)} || "
        f"({_BY_HAND} && {any_of('$.eventName', *_CHANGING)}))) || "
        f'({_BY_HAND} && ($.eventName = "PutKeyPolicy") && '
        f"{any_of('$.resources[0].ARN', *KEYS)}) }}",
        source="CloudWatch, CloudWatch Logs and SNS API references; AWS KMS developer guide, "
        "Examples of AWS KMS log entries; read 2026-11-30",
    ),
)
