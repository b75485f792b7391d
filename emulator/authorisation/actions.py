"""IAM action names of operations, where AWS's list differs from the operation's name.

Source: Service Authorization Reference, "Actions defined by ..." of each service, and for
S3 "Required permissions for Amazon S3 API operations"; compared with botocore 1.43.106.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import reference
from .operation import Operation, UnmappedError

_VIEW = "budgets:ViewBudget"
_MODIFY = "budgets:ModifyBudget"

RENAMED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("lambda", "Invoke"): ("lambda:InvokeFunction",),
    ("lambda", "InvokeWithResponseStream"): ("lambda:InvokeFunction",),
    ("lambda", "GetLayerVersionByArn"): ("lambda:GetLayerVersion",),
    ("kms", "ReEncrypt"): ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
    ("sns", "PublishBatch"): ("sns:Publish",),
    ("sqs", "SendMessageBatch"): ("sqs:SendMessage",),
    ("sqs", "DeleteMessageBatch"): ("sqs:DeleteMessage",),
    ("sqs", "ChangeMessageVisibilityBatch"): ("sqs:ChangeMessageVisibility",),
    ("cloudfront", "CreateDistributionWithTags"): ("cloudfront:CreateDistribution",),
    ("s3", "ListBuckets"): ("s3:ListAllMyBuckets",),
    ("s3", "HeadBucket"): ("s3:ListBucket",),
    ("s3", "ListObjects"): ("s3:ListBucket",),
    ("s3", "ListObjectsV2"): ("s3:ListBucket",),
    ("s3", "ListObjectVersions"): ("s3:ListBucketVersions",),
    ("s3", "ListMultipartUploads"): ("s3:ListBucketMultipartUploads",),
    ("s3", "ListParts"): ("s3:ListMultipartUploadParts",),
    ("s3", "HeadObject"): ("s3:GetObject",),
    ("s3", "GetObjectTorrent"): ("s3:GetObject",),
    ("s3", "SelectObjectContent"): ("s3:GetObject",),
    ("s3", "GetObjectAttributes"): ("s3:GetObjectAttributes", "s3:GetObject"),
    ("s3", "DeleteObjects"): ("s3:DeleteObject",),
    ("s3", "CopyObject"): ("s3:PutObject",),
    ("s3", "UploadPart"): ("s3:PutObject",),
    ("s3", "UploadPartCopy"): ("s3:PutObject",),
    ("s3", "CreateMultipartUpload"): ("s3:PutObject",),
    ("s3", "CompleteMultipartUpload"): ("s3:PutObject",),
    ("s3", "DeleteBucketTagging"): ("s3:PutBucketTagging",),
    ("s3control", "GetPublicAccessBlock"): ("s3:GetAccountPublicAccessBlock",),
    ("s3control", "PutPublicAccessBlock"): ("s3:PutAccountPublicAccessBlock",),
    ("s3control", "DeletePublicAccessBlock"): ("s3:PutAccountPublicAccessBlock",),
    **{
        ("budgets", f"Describe{name}"): (_VIEW,)
        for name in (
            "Budget",
            "Budgets",
            "BudgetNotificationsForAccount",
            "BudgetPerformanceHistory",
            "NotificationsForBudget",
            "SubscribersForNotification",
        )
    },
    **{
        ("budgets", f"{verb}{name}"): (_MODIFY,)
        for verb in ("Create", "Update", "Delete")
        for name in ("Budget", "Notification", "Subscriber")
    },
}

# A bucket's configurations: S3 names the action after the configuration and knows no
# Delete action for it.
_CONFIGURATIONS = {
    "BucketEncryption": "EncryptionConfiguration",
    "BucketLifecycle": "LifecycleConfiguration",
    "BucketLifecycleConfiguration": "LifecycleConfiguration",
    "BucketReplication": "ReplicationConfiguration",
    "BucketCors": "BucketCORS",
    "BucketNotificationConfiguration": "BucketNotification",
    "BucketAccelerateConfiguration": "AccelerateConfiguration",
    "BucketAnalyticsConfiguration": "AnalyticsConfiguration",
    "BucketInventoryConfiguration": "InventoryConfiguration",
    "BucketMetricsConfiguration": "MetricsConfiguration",
    "BucketIntelligentTieringConfiguration": "IntelligentTieringConfiguration",
    "BucketOwnershipControls": "BucketOwnershipControls",
    "PublicAccessBlock": "BucketPublicAccessBlock",
    "ObjectLockConfiguration": "BucketObjectLockConfiguration",
}


def of(operation: Operation) -> tuple[str, ...]:
    """Return the IAM actions of an operation.

    Raises:
        UnmappedError: if AWS's list has no such action.
    """
    named = RENAMED.get((operation.service, operation.name))
    if named is None and operation.service == "s3":
        named = _bucket_configuration(operation.name)
    actions = named or (f"{operation.prefix}:{operation.name}",)
    for action in actions:
        if not reference.is_action(action):
            raise UnmappedError(f"AWS's list of actions has no '{action}'")
    return actions


def _bucket_configuration(name: str) -> tuple[str, ...] | None:
    found = re.fullmatch(r"(Get|Put|Delete|List)(.+)", name)
    if found is None:
        return None
    verb, what = found.groups()
    if verb == "List":
        verb, what = "Get", what.removesuffix("s")
    configuration = _CONFIGURATIONS.get(what)
    if configuration is None:
        return None
    return (f"s3:{'Put' if verb == 'Delete' else verb}{configuration}",)
