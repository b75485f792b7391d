"""Guardrails over the root user of member accounts."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement


def _deny_member_root_user(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyMemberRootUser",
            "Effect": "Deny",
            "Action": "*",
            "Resource": "*",
            "Condition": {
                "ArnLike": {"aws:PrincipalArn": f"arn:{context.partition}:iam::*:root"},
                # Sessions that the management account opens bear the root user's ARN as well;
                # only they have this key. Both conditions must hold for a denial.
                "Null": {"aws:AssumedRoot": "true"},
            },
        },
    )


DENY_MEMBER_ROOT_USER = Guardrail(
    name="deny_member_root_user",
    sid="DenyMemberRootUser",
    bundle="identity",
    default_place="root",
    why=(
        "The root user of an account is held by no identity policy and recovers its password by "
        "e-mail, so whoever reads that mailbox owns the account. Nobody needs it in a member "
        "account: the management account opens short root sessions for the few tasks that do."
    ),
    breaks=(
        "Signing in as the root user of a member account, and its access keys. Tasks that only "
        "root can do (removing root credentials, unlocking an S3 or SQS policy) are done from "
        "the management account with central root access; anything else root alone can do needs "
        "this guardrail detached for the time. AWS lets no policy stop a root user from signing up "
        "for Enterprise Support, signing for CloudFront, setting reverse DNS and using some old "
        "services, nor, in some accounts older than 2017-09-15, from managing its password, keys "
        "and MFA: central root access takes those away."
    ),
    source=(
        "AWS samples, service-control-policy-examples, Prevent root credentials management in "
        "member accounts, 2026-04-09; IAM user guide, Centrally manage root access for member "
        "accounts, and AWS global condition context keys, aws:AssumedRoot, read 2026-11-24; AWS "
        "Organizations user guide, Service control policies, Tasks and entities not restricted by "
        "SCPs, read 2026-11-30"
    ),
    denies=(Denial(actions=("*",), resources=("*",), who=Who.ROOT_USER),),
    statements=_deny_member_root_user,
)
