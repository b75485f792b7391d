"""Guardrails against data that anybody in the world can read.

The switches of a whole account are the safe way, because they win over every policy, ACL and
attribute of a single resource. AWS gives no condition key that tells what a call would do to
them, so every change is denied, turning them on included where the same call turns them off. The
call that blocks snapshots is one of these: it narrows the block to new sharing as well, and what
was public before is public again.

The switch of a single bucket (`s3:PutBucketPublicAccessBlock`) stays free, which is no hole: S3
applies the most restrictive of the organization's, the account's and the bucket's settings, so
while the account's are on nothing opens by it. Denying it would cost more than it holds. Every CDK
bootstrap and most templates make that call to switch the block on, and no key tells on from off;
whoever deploys a template could still switch it off by one; and a role's name made an exemption
is a name that anybody who makes roles can take.

Source: Amazon S3 user guide, Configuring block public access settings for your S3 buckets;
Service Authorization Reference, Amazon S3; Amazon EC2 API reference,
EnableSnapshotBlockPublicAccess; read 2026-11-30.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

_SWITCHES = (
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ec2:EnableSnapshotBlockPublicAccess",
    "elasticmapreduce:PutBlockPublicAccessConfiguration",
    "s3:PutAccountPublicAccessBlock",
)


def _protect_public_access_blocks(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectPublicAccessBlocks",
            "Effect": "Deny",
            "Action": list(_SWITCHES),
            "Resource": "*",
            "Condition": but_stacksets(context, "protect_public_access_blocks"),
        },
    )


PROTECT_PUBLIC_ACCESS_BLOCKS = Guardrail(
    name="protect_public_access_blocks",
    sid="ProtectPublicAccessBlocks",
    bundle="protection",
    default_place="units",
    why=(
        "One call takes the block off that keeps every bucket, image and snapshot of an account "
        "from the public, and old mistakes that it covered are open at once."
    ),
    breaks=(
        "Nobody in the unit's accounts but CloudFormation StackSets changes S3 Block Public "
        "Access of the account, EMR's block or that of snapshots, or turns that of images off. "
        "S3's and that of snapshots must be on before: each is changed by one call in either "
        "direction. Blocks of single buckets, which every CDK bootstrap sets, are not touched; "
        "the account's wins over them."
    ),
    source=(
        "Amazon S3 user guide, Blocking public access to your Amazon S3 storage; Amazon EC2 user "
        "guide, Block public access for AMIs; Amazon EBS user guide, Block public access for EBS "
        "snapshots; Amazon EMR management guide, Using Amazon EMR block public access; read "
        "2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "ec2:DisableImageBlockPublicAccess",
                "ec2:DisableSnapshotBlockPublicAccess",
                "ec2:EnableSnapshotBlockPublicAccess",
                "elasticmapreduce:PutBlockPublicAccessConfiguration",
                "s3:PutAccountPublicAccessBlock",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_public_access_blocks,
    exemptible=True,
)

_ACL_ACTIONS = ("s3:CreateBucket", "s3:PutBucketAcl", "s3:PutObject", "s3:PutObjectAcl")
_PUBLIC_ACLS = ("authenticated-read", "public-read", "public-read-write")


def _deny_public_bucket_acls(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyPublicBucketAcls",
            "Effect": "Deny",
            "Action": list(_ACL_ACTIONS),
            "Resource": "*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": list(_PUBLIC_ACLS)}},
        },
    )


DENY_PUBLIC_BUCKET_ACLS = Guardrail(
    name="deny_public_bucket_acls",
    sid="DenyPublicBucketAcls",
    bundle="protection",
    default_place="units",
    why=(
        "One word in an upload opens a file, or a whole bucket, to everybody or to everybody with "
        "an AWS account, which is as many."
    ),
    breaks=(
        "Uploads and buckets with the canned ACLs public-read, public-read-write or "
        "authenticated-read. Grants in a document of their own and bucket policies are not seen "
        "by this: keep S3 Block Public Access on. Publish through CloudFront instead."
    ),
    source=(
        "Amazon S3 user guide, Access control list overview, canned ACL; Service Authorization "
        "Reference, Amazon S3, s3:x-amz-acl; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "s3:CreateBucket",
                "s3:PutBucketAcl",
                "s3:PutObject",
                "s3:PutObjectAcl",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
            when=(
                (
                    "s3:x-amz-acl",
                    (
                        "authenticated-read",
                        "public-read",
                        "public-read-write",
                    ),
                ),
            ),
        ),
    ),
    statements=_deny_public_bucket_acls,
)


def _deny_public_snapshots(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyPublicSnapshots",
            "Effect": "Deny",
            "Action": "ec2:ModifySnapshotAttribute",
            "Resource": f"arn:{context.partition}:ec2:*::snapshot/*",
            "Condition": {"StringEquals": {"ec2:Add/group": "all"}},
        },
        {
            # RDS has no key that tells the public from one account.
            "Sid": "DenyPublicSnapshotsOfDatabases",
            "Effect": "Deny",
            "Action": ["rds:ModifyDBClusterSnapshotAttribute", "rds:ModifyDBSnapshotAttribute"],
            "Resource": "*",
        },
    )


DENY_PUBLIC_SNAPSHOTS = Guardrail(
    name="deny_public_snapshots",
    sid="DenyPublicSnapshots",
    bundle="protection",
    default_place="units",
    why=(
        "A snapshot that is made public is copied by strangers who watch for new ones, with every "
        "file and record in it, and stays copied when it is taken back."
    ),
    breaks=(
        "Publishing snapshots of EBS volumes; sharing them with single accounts goes on. For "
        "snapshots of databases, sharing with single accounts stops as well: AWS Backup copies "
        "them between accounts without that call."
    ),
    source=(
        "Service Authorization Reference, Amazon EC2, ModifySnapshotAttribute, ec2:Add/group, and "
        "Amazon RDS, ModifyDBSnapshotAttribute; Amazon EC2 API reference, "
        "ModifySnapshotAttribute; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("ec2:ModifySnapshotAttribute",),
            resources=("arn:{partition}:ec2:*::snapshot/*",),
            who=Who.EVERYBODY,
            when=(("ec2:Add/group", ("all",)),),
        ),
        Denial(
            actions=("rds:ModifyDBClusterSnapshotAttribute", "rds:ModifyDBSnapshotAttribute"),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_public_snapshots,
)
