"""Mistakes in what is guarded: ARNs that nothing has, and parts that were left out."""

from __future__ import annotations

from tests.guardrails.mistakes.model import Caught, Mistake, replaced

RESOURCES = (
    Mistake(
        name="account_in_a_bucket_arn",
        story="ARNs of buckets name neither region nor account; one that does matches none.",
        guardrail="protect_log_bucket",
        mutate=replaced("arn:aws:s3:::baseline-logs", "arn:aws:s3:*:111122223333:baseline-logs"),
        caught_by=Caught(
            "log_bucket",
            "app-admin",
            "s3:DeleteBucket",
            {"resource": "arn:aws:s3:::baseline-logs-111122223333"},
        ),
    ),
    Mistake(
        name="objects_forgotten",
        story="The bucket was guarded and its objects were not: all files were deleted.",
        guardrail="protect_log_bucket",
        mutate=replaced("baseline-logs-*", "baseline-logs-111122223333"),
        caught_by=Caught(
            "log_bucket", "app-admin", "s3:DeleteObject", {"denied_by": "ProtectLogBucket"}
        ),
    ),
    Mistake(
        name="owner_in_a_snapshot_arn",
        story="ARNs of snapshots leave the account empty, whoever owns them.",
        guardrail="deny_public_snapshots",
        mutate=replaced("ec2:*::snapshot", "ec2:*:111122223333:snapshot"),
        caught_by=Caught(
            "public_access",
            "app-admin",
            "ec2:ModifySnapshotAttribute",
            {"denied_by": "DenyPublicSnapshots"},
        ),
    ),
    Mistake(
        name="trail_by_another_name",
        story="The trail was renamed, and the guardrail kept the old name.",
        guardrail="protect_audit_trail",
        mutate=replaced("trail/baseline-trail", "trail/management-events"),
        caught_by=Caught(
            "audit_trail",
            "app-admin",
            "cloudtrail:StopLogging",
            {"denied_by": "ProtectAuditTrail"},
        ),
    ),
    Mistake(
        name="one_region_in_an_arn",
        story="The ARN was copied from the home region's console; other regions stayed open.",
        guardrail="protect_audit_trail",
        mutate=replaced("cloudtrail:*:", "cloudtrail:eu-central-1:"),
        caught_by=Caught(
            "audit_trail",
            "app-admin",
            "cloudtrail:CreateTrail",
            {"denied_by": "ProtectAuditTrail"},
        ),
    ),
    Mistake(
        name="names_of_stack_sets_forgotten",
        story="CloudFormation puts StackSet- before the name, which the guard had not.",
        guardrail="protect_baseline_resources",
        mutate=replaced("stack/StackSet-baseline-*", "stack/baseline-stack-set-*"),
        caught_by=Caught(
            "baseline_resources",
            "app-admin",
            "cloudformation:DeleteStack",
            {"denied_by": "ProtectBaselineResources"},
        ),
    ),
)
