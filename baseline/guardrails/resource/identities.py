"""The guardrail against callers from outside the organization."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Who
from baseline.guardrails.resource.model import ResourceContext, ResourceGuardrail
from baseline.policy.documents import Condition, Statement


def _deny_outside_identities(context: ResourceContext) -> tuple[Statement, ...]:
    # The keys of one operator must all differ: neither ours nor a partner's. A caller without
    # them is anonymous and denied; that is what IfExists is for.
    outside: dict[str, str | list[str]] = {"aws:PrincipalOrgID": context.organization_id}
    if known := (*context.partner_accounts, *context.load_balancer_accounts):
        outside["aws:PrincipalAccount"] = list(known)
    condition: Condition = {
        "StringNotEqualsIfExists": outside,
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }
    return (
        {
            "Sid": "DenyOutsideIdentities",
            "Effect": "Deny",
            "Principal": "*",
            # Of STS only the one call that another account's role makes. Web identities and SAML
            # carry no organization, nor do the tags they bring: naming more would stop
            # pipelines and single sign-on.
            "Action": ["s3:*", "kms:*", "sqs:*", "secretsmanager:*", "sts:AssumeRole"],
            "Resource": "*",
            "Condition": condition,
        },
    )


DENY_OUTSIDE_IDENTITIES = ResourceGuardrail(
    name="deny_outside_identities",
    sid="DenyOutsideIdentities",
    why=(
        "One wrong line in a bucket's, key's, queue's, secret's or role's policy opens it to "
        "another company's account, or to everybody. This keeps outsiders away whatever those "
        "policies say."
    ),
    breaks=(
        "Public buckets and presigned addresses signed by outsiders, and whatever accounts of "
        "other organizations may reach: name a vendor's account among the partner accounts. AWS "
        "services come through; CloudFront with an origin access control does, an origin access "
        "identity does not. In older regions the access logs of load balancers come from an "
        "account of AWS where a bucket's policy names one: let it name "
        "logdelivery.elasticloadbalancing.amazonaws.com instead, or switch load_balancer_logs on. "
        "Role sessions by web identity and SAML, such as those of pipelines and single sign-on, "
        "begin as before. The organization's trail is not touched: its bucket lies in the "
        "management account, or CloudTrail writes to it as a service."
    ),
    source=(
        "AWS Organizations user guide, Resource control policy examples; IAM user guide, AWS "
        "global condition context keys, aws:PrincipalOrgID and aws:PrincipalIsAWSService; "
        "Elastic Load Balancing user guide, Enable access logs; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "kms:CreateGrant",
                "kms:Decrypt",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListBucket",
                "s3:PutObject",
                "secretsmanager:GetSecretValue",
                "sqs:ReceiveMessage",
                "sqs:SendMessage",
                "sts:AssumeRole",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
            unless=(
                ("aws:PrincipalOrgID", ("{organization}",)),
                ("aws:PrincipalAccount", ("{partners}", "{load_balancers}")),
                ("aws:PrincipalIsAWSService", ("true",)),
            ),
        ),
    ),
    statements=_deny_outside_identities,
)
