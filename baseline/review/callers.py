"""Who calls: the kinds of principal that guardrails tell apart, each by one that stands for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from baseline.guardrails.resource.model import ANY_ORGANIZATION

ACCOUNT = "111122223333"
"""The account that every caller here stands in; guardrails tell no member accounts apart."""

PRINCIPAL = "aws:principalarn"


@dataclass(frozen=True)
class Caller:
    """A kind of principal: `name` for commands, `told` for sentences, and one of its kind.

    One that `is_outside` stands in no member account; it may be without an ARN.
    """

    name: str
    told: str
    arn: str
    brings: Mapping[str, str] = field(default_factory=dict)
    is_outside: bool = False

    def context(self) -> dict[str, str]:
        """Return the context keys that every call of this caller has."""
        known = {"aws:PrincipalArn": self.arn} if self.arn else {}
        if not self.is_outside:
            known |= {
                "aws:PrincipalAccount": self.arn.split(":", 5)[4],
                "aws:PrincipalOrgID": ANY_ORGANIZATION,
                "aws:PrincipalIsAWSService": "false",
            }
        return {**known, **self.brings}


def known_callers(prefix: str, partition: str, region: str) -> tuple[Caller, ...]:
    """List the callers whom every guardrail must be thought through for.

    Service-linked roles are not among them: no service control policy binds them.
    """
    iam = f"arn:{partition}:iam::{ACCOUNT}"
    cdk = f"{iam}:role/cdk-hnb659fds"
    where = f"{ACCOUNT}-{region}"
    sso = f"{iam}:role/aws-reserved/sso.amazonaws.com/{region}/AWSReservedSSO_AdministratorAccess"
    return (
        Caller("app-admin", "roles of the account", f"{iam}:role/app-admin"),
        Caller("app-user", "IAM users", f"{iam}:user/ann"),
        Caller("cdk-deploy", "the CDK's deploy role", f"{cdk}-deploy-role-{where}"),
        Caller("cdk-execution", "the CDK's execution role", f"{cdk}-cfn-exec-role-{where}"),
        Caller(
            "baseline-administrator",
            "the baseline's administrator role",
            f"{iam}:role/{prefix}/administrator",
        ),
        Caller("break-glass", "break glass", f"{iam}:role/{prefix}/break-glass"),
        Caller(
            "organization-access",
            "OrganizationAccountAccessRole",
            f"{iam}:role/OrganizationAccountAccessRole",
        ),
        Caller(
            "sign-on-administrator",
            "single sign-on administrators",
            f"{sso}_0123456789abcdef",
        ),
        Caller(
            "stacksets",
            "the execution role of StackSets",
            f"{iam}:role/stacksets-exec-0123456789abcdef0123456789abcdef",
        ),
        Caller("root-user", "the root user", f"{iam}:root"),
        Caller(
            "central-root",
            "central root sessions",
            f"{iam}:root",
            {"aws:AssumedRoot": "true"},
        ),
    )
