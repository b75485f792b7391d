"""Guardrails over the buckets that hold the trail's files and who read them."""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Verbs, not names, so that a call AWS adds later under one of them is denied from its first day.
# CloudTrail and S3 write as services, which service control policies do not bind.
_CHANGES = [
    "s3:Abort*",
    "s3:Bypass*",
    "s3:Create*",
    "s3:Delete*",
    "s3:Initiate*",
    "s3:ObjectOwnerOverrideToBucketOwner",
    "s3:Pause*",
    "s3:Put*",
    "s3:Replicate*",
    "s3:Restore*",
    "s3:Tag*",
    "s3:Untag*",
    "s3:Update*",
]


def _protect_log_bucket(context: GuardrailContext) -> tuple[Statement, ...]:
    s3 = f"arn:{context.partition}:s3:::{context.prefix}"
    return (
        {
            "Sid": "ProtectLogBucket",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": [f"{s3}-logs-*", f"{s3}-access-logs-*"],
            "Condition": {
                **but_stacksets(context),
                # The management account unlocks a bucket with a root session, which alone has it.
                "Null": {"aws:AssumedRoot": "true"},
            },
        },
    )


PROTECT_LOG_BUCKET = Guardrail(
    name="protect_log_bucket",
    sid="ProtectLogBucket",
    bundle="organization",
    default_place="root",
    why=(
        "Whoever can delete or overwrite the trail's files, or lets them expire, takes away the "
        "evidence. It holds for both buckets, for their objects and for making a bucket with such "
        "a name, before it is there as after."
    ),
    breaks=(
        "Nobody in a member account creates, changes or deletes a bucket whose name begins with "
        "the prefix and -logs- or -access-logs-, or an object in it; CloudFormation StackSets "
        "does, and so do root sessions from the management account. Reading is not denied. "
        "Choose other names for other buckets."
    ),
    source=(
        "Service Authorization Reference, Amazon S3, resource types bucket and object; IAM user "
        "guide, Perform a privileged task on a member account; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "s3:AbortMultipartUpload",
                "s3:BypassGovernanceRetention",
                "s3:CreateBucket",
                "s3:CreateBucketMetadataTableConfiguration",
                "s3:DeleteBucket",
                "s3:DeleteBucketMetadataTableConfiguration",
                "s3:DeleteBucketPolicy",
                "s3:DeleteBucketWebsite",
                "s3:DeleteObject",
                "s3:DeleteObjectAnnotation",
                "s3:DeleteObjectTagging",
                "s3:DeleteObjectVersion",
                "s3:DeleteObjectVersionAnnotation",
                "s3:DeleteObjectVersionTagging",
                "s3:InitiateReplication",
                "s3:ObjectOwnerOverrideToBucketOwner",
                "s3:PauseReplication",
                "s3:PutAccelerateConfiguration",
                "s3:PutAnalyticsConfiguration",
                "s3:PutBucketAbac",
                "s3:PutBucketAcl",
                "s3:PutBucketCORS",
                "s3:PutBucketLogging",
                "s3:PutBucketNotification",
                "s3:PutBucketObjectLockConfiguration",
                "s3:PutBucketOwnershipControls",
                "s3:PutBucketPolicy",
                "s3:PutBucketPublicAccessBlock",
                "s3:PutBucketRequestPayment",
                "s3:PutBucketTagging",
                "s3:PutBucketVersioning",
                "s3:PutBucketWebsite",
                "s3:PutEncryptionConfiguration",
                "s3:PutIntelligentTieringConfiguration",
                "s3:PutInventoryConfiguration",
                "s3:PutLifecycleConfiguration",
                "s3:PutMetricsConfiguration",
                "s3:PutObject",
                "s3:PutObjectAcl",
                "s3:PutObjectAnnotation",
                "s3:PutObjectLegalHold",
                "s3:PutObjectRetention",
                "s3:PutObjectTagging",
                "s3:PutObjectVersionAcl",
                "s3:PutObjectVersionAnnotation",
                "s3:PutObjectVersionTagging",
                "s3:PutReplicationConfiguration",
                "s3:ReplicateDelete",
                "s3:ReplicateObject",
                "s3:ReplicateObjectAnnotation",
                "s3:ReplicateTags",
                "s3:RestoreObject",
                "s3:TagResource",
                "s3:UntagResource",
                "s3:UpdateBucketMetadataAnnotationTableConfiguration",
                "s3:UpdateBucketMetadataInventoryTableConfiguration",
                "s3:UpdateBucketMetadataJournalTableConfiguration",
                "s3:UpdateObjectEncryption",
            ),
            resources=(
                "arn:{partition}:s3:::{prefix}-logs-*",
                "arn:{partition}:s3:::{prefix}-access-logs-*",
            ),
            who=Who.EVERYBODY_BUT_STACKSETS_AND_CENTRAL_ROOT,
        ),
    ),
    statements=_protect_log_bucket,
)
