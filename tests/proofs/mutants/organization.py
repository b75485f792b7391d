"""Mistakes in where guardrails stand, and those that only a new action or a new role shows."""

from __future__ import annotations

from baseline.policy.actions import known_actions
from baseline.policy.decide import Request
from tests.guardrails.mistakes.model import Statements, replaced, rewritten, without_statement
from tests.proofs.mutants.model import Mutant, in_guardrail, moved

_APP = {
    "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-admin",
    "aws:RequestedRegion": "eu-central-1",
}
_PIPELINE = "arn:aws:iam::111122223333:role/baseline/detection-pipeline"
_LOGS = "arn:aws:s3:::baseline-logs-111122223333"


def _todays_verbs(statements: Statements) -> Statements:
    puts = [each.name for each in known_actions().values() if each.name.startswith("s3:Put")]
    (only,) = statements
    others = [each for each in only["Action"] if each != "s3:Put*"]
    return rewritten(only["Sid"], Action=[*others, *puts])(statements)


ORGANIZATION = (
    Mutant(
        name="action_of_tomorrow",
        story="Every action of today was listed by its name; next month's was not.",
        promise="log-buckets",
        mutate=in_guardrail("protect_log_bucket", _todays_verbs),
        place="security",
        request=Request("s3:PutBucketOfTomorrow", _LOGS, _APP),
    ),
    Mutant(
        name="unit_moved_out_from_under_its_guardrail",
        story="Production was moved to the top, and the guardrail of Workloads stayed behind.",
        promise="units-stay-in-regions",
        mutate=moved("production", "root"),
        place="production",
        request=Request("ec2:RunInstances", "*", {**_APP, "aws:RequestedRegion": "sa-east-1"}),
    ),
    Mutant(
        name="exemption_in_the_parent_only",
        story="The role is spared at the root, and the same guardrail below forgot it.",
        promise="exactly",
        mutate=in_guardrail(
            "protect_detection",
            replaced("role/baseline/detection-pipeline", "role/x"),
            ("security",),
        ),
        place="security",
        request=Request(
            "guardduty:UpdateDetector",
            "*",
            {"aws:PrincipalArn": _PIPELINE, "aws:RequestedRegion": "eu-central-1"},
        ),
    ),
    Mutant(
        name="exempt_role_by_its_beginning",
        story="The exempt role was written with a wildcard, so its namesakes were exempt as well.",
        promise="detection",
        mutate=in_guardrail(
            "protect_detection", replaced("role/baseline/detection-pipeline", "role/*pipeline")
        ),
        place="workloads",
        request=Request(
            "guardduty:DeleteDetector",
            "*",
            {**_APP, "aws:PrincipalArn": "arn:aws:iam::111122223333:role/my-pipeline"},
        ),
    ),
    Mutant(
        name="administrator_pauses_its_members",
        story="Macie's own session was guarded, and the call that pauses a member's was not.",
        promise="detection",
        mutate=in_guardrail("protect_detection", replaced('"macie2:UpdateMemberSession", ', "")),
        place="security",
        request=Request("macie2:UpdateMemberSession", "*", _APP),
    ),
    Mutant(
        name="runs_of_functions_left_open",
        story="Functions were guarded before there were runs that last, and nobody looked again.",
        promise="alarms-and-stack-sets",
        mutate=in_guardrail("protect_baseline_resources", replaced('"lambda:Stop*", ', "")),
        place="workloads",
        request=Request(
            "lambda:StopDurableExecution",
            "arn:aws:lambda:eu-central-1:111122223333:function:baseline-x:1/durable-execution/a/b",
            _APP,
        ),
    ),
    Mutant(
        name="named_roles_left_open",
        story="The baseline's path was guarded; the roles that AWS names were not.",
        promise="becomes-administrator",
        mutate=in_guardrail(
            "protect_baseline_roles", without_statement("ProtectBaselineRolesNamedByAWS")
        ),
        place="workloads",
        request=Request(
            "iam:UpdateAssumeRolePolicy",
            "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole",
            {**_APP, "aws:RequestedRegion": "us-east-1"},
        ),
    ),
    Mutant(
        name="role_of_stacksets_can_be_made",
        story="The one exempt pattern was not guarded itself: a role of that name is made first.",
        promise="becomes-stacksets",
        mutate=in_guardrail(
            "protect_baseline_roles", replaced('role/stacksets-exec-*"]}', 'role/x"]}')
        ),
        place="sandbox",
        request=Request(
            "iam:CreateRole",
            "arn:aws:iam::111122223333:role/stacksets-exec-mine",
            {**_APP, "aws:RequestedRegion": "us-east-1"},
        ),
    ),
    Mutant(
        name="suspended_spares_administrators",
        story="Somebody wanted to look into suspended accounts, and so could the intruder.",
        promise="suspended",
        mutate=in_guardrail(
            "deny_everything",
            rewritten(
                "DenyEverything",
                Condition={"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*-admin"}},
            ),
        ),
        place="suspended",
        request=Request("s3:GetObject", "arn:aws:s3:::data/x", _APP),
    ),
    Mutant(
        name="central_root_stopped_by_regions",
        story="A bucket in another region was locked, and nobody could unlock it from outside.",
        promise="must-work",
        mutate=in_guardrail(
            "deny_other_regions", replaced(', "Null": {"aws:AssumedRoot": "true"}', "")
        ),
        place="production",
        request=Request(
            "s3:DeleteBucketPolicy",
            "arn:aws:s3:::locked",
            {
                "aws:PrincipalArn": "arn:aws:iam::111122223333:root",
                "aws:AssumedRoot": "true",
                "aws:RequestedRegion": "ap-southeast-2",
            },
        ),
    ),
)
