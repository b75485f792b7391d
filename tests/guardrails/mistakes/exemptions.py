"""Mistakes in who is spared: a pattern anybody can take, a session's ARN, the wrong case."""

from __future__ import annotations

from tests.guardrails.mistakes.model import Caught, Mistake, Statements, replaced, rewritten

_EXEC = "iam::*:role/stacksets-exec-*"


def _drop_null(statements: Statements) -> Statements:
    (only,) = statements
    kept = {name: tests for name, tests in only["Condition"].items() if name != "Null"}
    return rewritten(only["Sid"], Condition=kept)(statements)


EXEMPTIONS = (
    Mistake(
        name="exemption_anybody_can_take",
        story="The pattern begins with a wildcard, so a role of such a name is made in a minute.",
        guardrail="protect_log_bucket",
        mutate=replaced(_EXEC, "iam::*:role/*stacksets-exec-*"),
        caught_by=Caught("log_bucket", "false-stacksets-suffix", "s3:PutBucketPolicy"),
    ),
    Mistake(
        name="exemption_under_any_path",
        story="A slash and a wildcard were added for paths, and any path is free to take.",
        guardrail="protect_log_bucket",
        mutate=replaced(_EXEC, "iam::*:role/*/stacksets-exec-*"),
        caught_by=Caught("log_bucket", "false-stacksets-path", "s3:PutBucketPolicy"),
    ),
    Mistake(
        name="exemption_for_users_too",
        story="The kind of principal was left open, and a user took the role's name.",
        guardrail="protect_baseline_roles",
        mutate=replaced(_EXEC, "iam::*:*/stacksets-exec-*"),
        caught_by=Caught("roles", "false-stacksets-user", "iam:PutRolePolicy"),
    ),
    Mistake(
        name="session_arn",
        story="The ARN of the session was written for the role's: nobody at all was spared.",
        guardrail="protect_log_bucket",
        mutate=replaced(_EXEC, "sts::*:assumed-role/stacksets-exec-*"),
        caught_by=Caught("log_bucket", "stacksets", "s3:PutBucketPolicy", {"denied_by": None}),
    ),
    Mistake(
        name="wrong_case",
        story="ARNs are compared with regard to case, and the role was written as people say it.",
        guardrail="protect_log_bucket",
        mutate=replaced("stacksets-exec", "StackSets-exec"),
        caught_by=Caught("log_bucket", "false-stacksets-case", "s3:PutBucketPolicy"),
    ),
    Mistake(
        name="text_operator_on_an_arn",
        story="In StringNotLike the account's wildcard crosses colons, and a path may hold some.",
        guardrail="protect_log_bucket",
        mutate=replaced('"ArnNotLike"', '"StringNotLike"'),
        caught_by=Caught("log_bucket", "false-stacksets-colon", "s3:PutBucketPolicy"),
    ),
    Mistake(
        name="wildcard_after_the_name",
        story="The name of one role was written with a wildcard, and its namesakes came with it.",
        guardrail="deny_unplaced_accounts",
        mutate=replaced("OrganizationAccountAccessRole", "OrganizationAccountAccessRole*"),
        caught_by=Caught("new_accounts", "false-organization-access-suffix", "iam:ListRoles"),
    ),
    Mistake(
        name="path_forgotten",
        story="The role was guarded by its name without its path, so the guard matched nothing.",
        guardrail="protect_baseline_roles",
        mutate=replaced("role/baseline/*", "role/baseline-*"),
        caught_by=Caught(
            "roles", "app-admin", "iam:DeleteRole", {"denied_by": "ProtectBaselineRoles"}
        ),
    ),
    Mistake(
        name="central_root_locked_out",
        story="The root user was denied without its central sessions: a locked bucket stays so.",
        guardrail="deny_member_root_user",
        mutate=_drop_null,
        caught_by=Caught("root_user", "central-root", "s3:DeleteBucketPolicy"),
    ),
    Mistake(
        name="null_turned_round",
        story="Null false means that the key is there: the denial fell on the wrong sessions.",
        guardrail="deny_member_root_user",
        mutate=replaced('{"aws:AssumedRoot": "true"}', '{"aws:AssumedRoot": "false"}'),
        caught_by=Caught("root_user", "root-user", "s3:ListBucket"),
    ),
)
