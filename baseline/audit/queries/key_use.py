"""Who used the baseline's keys, what for, from where, and who was refused."""

from __future__ import annotations

from baseline.audit.model import Query, piped
from baseline.audit.names import KEYS

_KEYS = ", ".join(f'"{key}"' for key in KEYS)
_KMS = 'filter eventSource = "kms.amazonaws.com"'
_USED = (
    f"{_KMS} and resources.0.ARN in [{_KEYS}]",
    'filter eventName in ["Decrypt", "Encrypt", "CreateGrant"] '
    "or eventName like /^(GenerateDataKey|ReEncrypt)/",
)
_WHO = (
    "coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, "
    "userIdentity.invokedBy, userIdentity.accountId) as who"
)
_MOST = ("sort calls desc", "limit 1000")
_NEWEST = ("sort eventTime desc", "limit 1000")
_CONTEXT = ", ".join(
    f"`requestParameters.encryptionContext.{key}` as {name}"
    for key, name in (
        ("aws:cloudtrail:arn", "trail"),
        ("aws:s3:arn", "object"),
        ("aws:logs:arn", "logGroup"),
        ("aws:sns:topicArn", "topic"),
    )
)
_CHANGES = ", ".join(
    f'"{name}"'
    for name in (
        *("CancelKeyDeletion", "CreateAlias", "CreateGrant", "DeleteAlias", "DisableKey"),
        *("DisableKeyRotation", "EnableKey", "PutKeyPolicy", "RetireGrant", "RevokeGrant"),
        *("ScheduleKeyDeletion", "UpdateAlias"),
    )
)

QUERIES = (
    Query(
        name="key-use-by-whom",
        answers="Who used the keys of the baseline, how, and when last?",
        text=piped(
            *_USED,
            f"fields {_WHO}",
            "stats count(*) as calls, max(eventTime) as last by who, eventName, resources.0.ARN",
            *_MOST,
        ),
    ),
    Query(
        name="key-use-what-for",
        answers="What was encrypted or decrypted? The encryption context names it.",
        text=piped(
            *_USED,
            f"fields {_WHO}, {_CONTEXT}",
            "stats count(*) as calls by eventName, who, trail, object, logGroup, topic",
            *_MOST,
        ),
    ),
    Query(
        name="key-use-from-where",
        answers="From which addresses, regions and programs were the keys used?",
        text=piped(
            *_USED,
            f"fields {_WHO}",
            "stats count(*) as calls by sourceIPAddress, awsRegion, userAgent, who",
            *_MOST,
        ),
    ),
    Query(
        name="key-use-denied",
        answers="Whose use of the keys was refused, and why?",
        text=piped(
            f"{_KMS} and errorCode like /AccessDenied/",
            f"filter resources.0.ARN in [{_KEYS}] "
            + " ".join(f'or errorMessage like "{key}"' for key in KEYS),
            f"fields eventTime, eventName, {_WHO}, sourceIPAddress, recipientAccountId, "
            "errorMessage",
            *_NEWEST,
        ),
    ),
    Query(
        name="key-use-by-day",
        answers="How often was each key used on each day, and by which call?",
        text=piped(
            *_USED,
            "stats count(*) as calls by bin(1d) as day, eventName, resources.0.ARN",
            "sort day desc",
            "limit 1000",
        ),
    ),
    Query(
        name="key-changes",
        answers="Who changed a key: its policy, its grants, its state?",
        text=piped(
            f"{_KMS} and eventName in [{_CHANGES}]",
            f"fields eventTime, eventName, {_WHO}, resources.0.ARN, sourceIPAddress, "
            "recipientAccountId, errorCode",
            *_NEWEST,
        ),
    ),
)
