"""What happened in the organization: the events behind each alarm that is not about keys."""

from __future__ import annotations

from baseline.audit.model import Query, piped
from baseline.audit.names import BREAK_GLASS

_WHO = (
    "coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, "
    "userIdentity.invokedBy, userIdentity.type) as who"
)
_SHOWN = (
    f"fields eventTime, recipientAccountId, awsRegion, eventName, {_WHO}, sourceIPAddress, "
    "errorCode"
)
_NEWEST = ("sort eventTime desc", "limit 1000")
_CHANGING = (
    "filter eventName like /^(Accept|Add|Associate|Attach|Authorize|Create|Deactivate|Decline|"
    "Delete|Deregister|Detach|Disable|Disassociate|Enable|Invite|Leave|Modify|Move|Put|Register|"
    "Reject|Remove|Replace|Revoke|Set|Start|Stop|Unsubscribe|Update)/"
)


def _changes(name: str, answers: str, source: str, *more: str) -> Query:
    """Show the changes made through a service, the newest first."""
    service = f'filter eventSource = "{source}.amazonaws.com"'
    return Query(name, answers, piped(service, *more, _CHANGING, _SHOWN, *_NEWEST))


QUERIES = (
    Query(
        name="root-use",
        answers="What did root users do?",
        text=piped(
            'filter userIdentity.type = "Root" and not ispresent(userIdentity.invokedBy) '
            'and eventType != "AwsServiceEvent"',
            _SHOWN,
            *_NEWEST,
        ),
    ),
    Query(
        name="sign-ins",
        answers="Who signed in to the console, with MFA or without, and who failed?",
        text=piped(
            'filter eventName = "ConsoleLogin"',
            "fields eventTime, recipientAccountId, "
            "coalesce(userIdentity.arn, userIdentity.userName) as who, "
            "additionalEventData.MFAUsed as mfa, responseElements.ConsoleLogin as result, "
            "sourceIPAddress, errorMessage",
            *_NEWEST,
        ),
    ),
    Query(
        name="denied-calls",
        answers="Who was denied what, how often?",
        text=piped(
            "filter errorCode like /UnauthorizedOperation|AccessDenied/",
            f"fields {_WHO}",
            "stats count(*) as calls, max(eventTime) as last by who, eventSource, eventName, "
            "recipientAccountId, sourceIPAddress",
            "sort calls desc",
            "limit 1000",
        ),
    ),
    Query(
        name="break-glass-use",
        answers="Who took the break-glass role, and what was done with it?",
        text=piped(
            f'filter requestParameters.roleArn = "{BREAK_GLASS}" '
            f'or userIdentity.sessionContext.sessionIssuer.arn = "{BREAK_GLASS}"',
            "fields eventTime, eventSource, eventName, userIdentity.arn, sourceIPAddress, "
            "awsRegion, errorCode",
            *_NEWEST,
        ),
    ),
    _changes("iam-changes", "Who changed whose rights?", "iam"),
    _changes("trail-changes", "Who changed a trail?", "cloudtrail"),
    _changes("bucket-changes", "Who changed a bucket?", "s3", "filter eventName like /Bucket/"),
    _changes("config-changes", "Who changed AWS Config?", "config"),
    _changes("organization-changes", "Who changed the organization?", "organizations"),
    Query(
        name="watch-changes",
        answers="Who changed the alarms, their filters, log group, topic, or a key's policy?",
        text=piped(
            'filter eventSource in ["monitoring.amazonaws.com", "logs.amazonaws.com", '
            '"sns.amazonaws.com", "kms.amazonaws.com"]',
            "filter eventName like "
            "/Alarm|MetricFilter|LogGroup|Retention|Topic|[Ss]ubscri|Permission|KeyPolicy/",
            _CHANGING,
            _SHOWN,
            *_NEWEST,
        ),
    ),
    _changes(
        "network-changes",
        "Who changed a network: its groups, lists, gateways, routes, connections?",
        "ec2",
        "filter eventName like /SecurityGroup|NetworkAcl|Gateway|Route|Vpc|ClassicLink/",
    ),
)
