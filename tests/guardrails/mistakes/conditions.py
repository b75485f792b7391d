"""Mistakes in conditions: keys that are missing, operators that read a wildcard as text."""

from __future__ import annotations

from tests.guardrails.mistakes.model import Caught, Mistake, replaced

CONDITIONS = (
    Mistake(
        name="bool_for_bool_if_exists",
        story="A request that says nothing of encryption has no key, and Bool lets it through.",
        guardrail="deny_unencrypted_storage",
        mutate=replaced("BoolIfExists", "Bool"),
        caught_by=Caught(
            "encryption",
            "app-admin",
            "ec2:CreateVolume",
            {"given": (), "denied_by": "DenyUnencryptedStorage"},
        ),
    ),
    Mistake(
        name="negated_test_on_a_missing_key",
        story="StringNotLike holds where the key is missing: every part of RunInstances failed.",
        guardrail="deny_large_instances",
        mutate=replaced("arn:aws:ec2:*:*:instance/*", "*"),
        caught_by=Caught(
            "sandbox", "app-admin", "ec2:RunInstances", {"denied_by": None, "given": ()}
        ),
    ),
    Mistake(
        name="missing_key_lets_everybody_through",
        story="ForAnyValue never holds without the key, so callers without it were let through.",
        guardrail="deny_unplaced_accounts",
        mutate=replaced("ForAllValues", "ForAnyValue"),
        caught_by=Caught(
            "new_accounts",
            "app-admin",
            "ec2:RunInstances",
            {"given": (), "denied_by": "DenyUnplacedAccounts"},
        ),
    ),
    Mistake(
        name="wildcard_in_string_equals",
        story="StringEquals takes an asterisk as a character: no root user has such an ARN.",
        guardrail="deny_member_root_user",
        mutate=replaced('"ArnLike"', '"StringEquals"'),
        caught_by=Caught("root_user", "root-user", "s3:ListBucket"),
    ),
    Mistake(
        name="home_of_global_services_forgotten",
        story="Certificates for CloudFront are made in us-east-1 alone, and could not be any more.",
        guardrail="deny_other_regions",
        mutate=replaced('"eu-west-1", "us-east-1"', '"eu-west-1"'),
        caught_by=Caught(
            "regions",
            "app-admin",
            "acm:RequestCertificate",
            {"where": "us-east-1", "denied_by": None},
        ),
    ),
    Mistake(
        name="one_of_the_public_acls_forgotten",
        story="authenticated-read means everybody with an account at AWS, not one's own company.",
        guardrail="deny_public_bucket_acls",
        mutate=replaced('"authenticated-read", ', ""),
        caught_by=Caught(
            "public_access",
            "app-admin",
            "s3:PutObjectAcl",
            {"given": (("s3:x-amz-acl", "authenticated-read"),)},
        ),
    ),
    Mistake(
        name="sizes_by_too_wide_a_pattern",
        story="*large was meant for one size, and matches the 24 times larger one as well.",
        guardrail="deny_large_instances",
        mutate=replaced('"*.large"', '"*large"'),
        caught_by=Caught(
            "sandbox", "app-admin", "ec2:RunInstances", {"denied_by": "DenyLargeInstances"}
        ),
    ),
    Mistake(
        name="alias_without_its_kind",
        story="kms:ResourceAliases holds alias/name, and was compared with the name alone.",
        guardrail="protect_audit_keys",
        mutate=replaced('{"kms:ResourceAliases": ["alias/', '{"kms:ResourceAliases": ["'),
        caught_by=Caught(
            "audit_keys",
            "app-admin",
            "kms:ScheduleKeyDeletion",
            {"alias": "alias/baseline-audit", "denied_by": "ProtectAuditKeys"},
        ),
    ),
)
