"""Guardrails that keep data at rest encrypted."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement


def _protect_default_encryption(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectDefaultEncryption",
            "Effect": "Deny",
            "Action": "ec2:DisableEbsEncryptionByDefault",
            "Resource": "*",
        },
    )


PROTECT_DEFAULT_ENCRYPTION = Guardrail(
    name="protect_default_encryption",
    sid="ProtectDefaultEncryption",
    bundle="protection",
    default_place="units",
    why=(
        "With encryption by default every new volume and snapshot of a region is encrypted, "
        "whatever the request says. Turning it off is noticed by nobody until data leaves."
    ),
    breaks=(
        "Nobody in the unit's accounts turns EBS encryption by default off. Turning it on and "
        "choosing its key go on."
    ),
    source=(
        "Amazon EBS user guide, Enable Amazon EBS encryption by default; Amazon EC2 API "
        "reference, DisableEbsEncryptionByDefault; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("ec2:DisableEbsEncryptionByDefault",),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_protect_default_encryption,
)

# An instance in a cluster has the cluster's storage, and its request says nothing of encryption.
_IN_CLUSTERS = ("aurora*", "docdb", "neptune")


def _deny_unencrypted_storage(context: GuardrailContext) -> tuple[Statement, ...]:
    partition = context.partition
    # BoolIfExists: a request that says nothing of encryption asks for none.
    return (
        {
            "Sid": "DenyUnencryptedStorage",
            "Effect": "Deny",
            "Action": ["ec2:CreateVolume", "ec2:RunInstances"],
            "Resource": f"arn:{partition}:ec2:*:*:volume/*",
            "Condition": {"BoolIfExists": {"ec2:Encrypted": "false"}},
        },
        {
            "Sid": "DenyUnencryptedStorageOfFiles",
            "Effect": "Deny",
            "Action": "elasticfilesystem:CreateFileSystem",
            "Resource": "*",
            "Condition": {"BoolIfExists": {"elasticfilesystem:Encrypted": "false"}},
        },
        {
            "Sid": "DenyUnencryptedStorageOfClusters",
            "Effect": "Deny",
            "Action": "rds:CreateDBCluster",
            "Resource": f"arn:{partition}:rds:*:*:cluster:*",
            "Condition": {"BoolIfExists": {"rds:StorageEncrypted": "false"}},
        },
        {
            "Sid": "DenyUnencryptedStorageOfDatabases",
            "Effect": "Deny",
            "Action": "rds:CreateDBInstance",
            "Resource": f"arn:{partition}:rds:*:*:db:*",
            "Condition": {
                "BoolIfExists": {"rds:StorageEncrypted": "false"},
                "StringNotLike": {"rds:DatabaseEngine": list(_IN_CLUSTERS)},
            },
        },
    )


DENY_UNENCRYPTED_STORAGE = Guardrail(
    name="deny_unencrypted_storage",
    sid="DenyUnencryptedStorage",
    bundle="protection",
    default_place="units",
    why=(
        "What is stored unencrypted stays so: a volume, a file system or a database cannot be "
        "encrypted later without copying it, and until then whoever gets at a copy reads it."
    ),
    breaks=(
        "Volumes, file systems, databases and clusters whose request does not say that they are "
        "encrypted. Turn EBS encryption by default on first, so that volumes are. Restores take "
        "the encryption of their snapshot and are not looked at. S3 and DynamoDB encrypt always."
    ),
    source=(
        "AWS Cloud Operations blog, Identity Guide - Preventive controls with AWS Identity - SCPs, "
        "Prevent Unencrypted RDS; Amazon EFS user guide, Using IAM to enforce creating encrypted "
        "file systems; Service Authorization Reference, Amazon EC2, ec2:Encrypted; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("ec2:CreateVolume", "ec2:RunInstances"),
            resources=("arn:{partition}:ec2:*:*:volume/*",),
            who=Who.EVERYBODY,
            unless=(("ec2:Encrypted", ("true",)),),
        ),
        Denial(
            actions=("elasticfilesystem:CreateFileSystem",),
            resources=("*",),
            who=Who.EVERYBODY,
            unless=(("elasticfilesystem:Encrypted", ("true",)),),
        ),
        Denial(
            actions=("rds:CreateDBCluster",),
            resources=("arn:{partition}:rds:*:*:cluster:*",),
            who=Who.EVERYBODY,
            unless=(("rds:StorageEncrypted", ("true",)),),
        ),
        Denial(
            actions=("rds:CreateDBInstance",),
            resources=("arn:{partition}:rds:*:*:db:*",),
            who=Who.EVERYBODY,
            unless=(
                ("rds:StorageEncrypted", ("true",)),
                (
                    "rds:DatabaseEngine",
                    (
                        "aurora*",
                        "docdb",
                        "neptune",
                    ),
                ),
            ),
        ),
    ),
    statements=_deny_unencrypted_storage,
)
