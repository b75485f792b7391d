"""What an identity policy and a group are: values that say what they allow, why, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from baseline.policy.documents import Document, Statement, document, values

POLICY_CHARS = 6_144
"""The longest managed policy AWS takes, in characters, whitespace not counted.

Source: IAM user guide, IAM and AWS STS quotas, IAM object quotas, read 2026-11-24.
"""
POLICIES_PER_GROUP = 10
"""Source: the same page, managed policies attached to an IAM group, default quota."""


@dataclass(frozen=True)
class IdentityContext:
    """The few facts of a configuration that identity policies are written with.

    `prefix` is the IAM path, without slashes, of everything the baseline creates in an account.
    `first_login_password_change` lets a user change their password before they have MFA.
    """

    partition: str
    prefix: str
    first_login_password_change: bool = False


@dataclass(frozen=True)
class IdentityPolicy:
    """One managed policy, with its reason and its statements.

    `name` is snake case, as its file is called. `description` is what people see in AWS. `source`
    names the AWS pages it rests on and their date.
    """

    name: str
    description: str
    why: str
    source: str
    statements: Callable[[IdentityContext], tuple[Statement, ...]]

    def document(self, context: IdentityContext) -> Document:
        """Write the policy as AWS receives it."""
        return document(*self.statements(context))

    def allowed_wildcards(self, context: IdentityContext) -> tuple[list[str], list[str]]:
        """List the actions and the resources with a wildcard in what the policy allows."""
        allows = [each for each in self.statements(context) if each["Effect"] == "Allow"]
        actions = [action for each in allows for action in values(each.get("Action", []))]
        resources = [resource for each in allows for resource in values(each.get("Resource", []))]
        return [each for each in actions if "*" in each], [
            each for each in resources if "*" in each
        ]


@dataclass(frozen=True)
class Group:
    """People with one job, and every policy they have.

    `name` is the configuration's word; in AWS the prefix stands before it. `member_role` is the
    role they assume in member accounts, under the baseline's path there.
    """

    name: str
    member_role: str
    policies: tuple[IdentityPolicy, ...]


def own_user(context: IdentityContext) -> list[str]:
    """Name the caller's own user, at the top or under any path.

    The second pattern matches nobody else: a user's name holds no slash and is the last part of
    the ARN, and no two users of an account share a name, whatever their paths.

    Source: IAM API reference, CreateUser, UserName and Path; IAM user guide, IAM and AWS STS
    quotas, IAM name requirements; read 2026-11-24.
    """
    user = f"arn:{context.partition}:iam::*:user"
    return [f"{user}/${{aws:username}}", f"{user}/*/${{aws:username}}"]


def mfa_devices(context: IdentityContext) -> str:
    """Name virtual MFA devices of any name: a user has several, and names them as they like.

    Source: IAM user guide, AWS: Allows MFA-authenticated IAM users to manage their own MFA device,
    read 2026-11-24.
    """
    return f"arn:{context.partition}:iam::*:mfa/*"


def assume_member_role(context: IdentityContext, name: str) -> Statement:
    """Allow assuming the role of that name in any account of the caller's organization only.

    Source: IAM user guide, AWS global condition context keys, aws:ResourceOrgID, read 2026-11-24.
    """
    return {
        "Sid": "AssumeMemberRole",
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Resource": f"arn:{context.partition}:iam::*:role/{context.prefix}/{name}",
        "Condition": {"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}},
    }
