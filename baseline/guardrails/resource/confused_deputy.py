"""The guardrail against AWS services that others send to our resources."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Who
from baseline.guardrails.resource.model import ResourceContext, ResourceGuardrail
from baseline.policy.documents import Condition, Statement


def _deny_confused_deputy(context: ResourceContext) -> tuple[Statement, ...]:
    foreign: dict[str, str | list[str]] = {"aws:SourceOrgID": context.organization_id}
    if context.partner_accounts:
        foreign["aws:SourceAccount"] = list(context.partner_accounts)
    condition: Condition = {
        # An account without any organization sends none, which is foreign too.
        "StringNotEqualsIfExists": foreign,
        # Services that do not say for whom they come are let through: they cannot be told apart.
        "Null": {"aws:SourceAccount": "false"},
        "Bool": {"aws:PrincipalIsAWSService": "true"},
    }
    return (
        {
            "Sid": "DenyConfusedDeputy",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:*", "kms:*", "sqs:*", "secretsmanager:*", "sts:AssumeRole"],
            "Resource": "*",
            "Condition": condition,
        },
    )


DENY_CONFUSED_DEPUTY = ResourceGuardrail(
    name="deny_confused_deputy",
    sid="DenyConfusedDeputy",
    why=(
        "A bucket, key, queue, secret or role that trusts an AWS service trusts it on behalf of "
        "every customer of AWS, unless its policy says for whom. An outsider lets the service "
        "write to it, read from it or act as the role."
    ),
    breaks=(
        "Deliveries by AWS services for accounts outside the organization, such as a vendor's "
        "trail or load balancer that logs into our bucket: name their account among the partner "
        "accounts. Services that name no source account are not touched, nor is the trail of "
        "this organization."
    ),
    source=(
        "AWS Organizations user guide, Resource control policy examples; IAM user guide, The "
        "confused deputy problem, and AWS global condition context keys, aws:SourceOrgID; read "
        "2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "s3:GetObject",
                "s3:PutObject",
                "secretsmanager:GetSecretValue",
                "sqs:SendMessage",
                "sts:AssumeRole",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
            when=(
                ("aws:PrincipalIsAWSService", ("true",)),
                ("aws:SourceAccount", ("*",)),
            ),
            unless=(
                ("aws:SourceOrgID", ("{organization}",)),
                ("aws:SourceAccount", ("{partners}",)),
            ),
        ),
    ),
    statements=_deny_confused_deputy,
)
