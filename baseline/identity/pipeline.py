"""The roles of a pipeline on GitHub: who may take them, and the little each may do.

A job proves who it is with a token that GitHub signs; nothing is stored anywhere. Whether it may
take a role is decided by the token's audience and subject alone, so both are compared whole: a
wildcard in a subject would let in branches, forks or other people's repositories.

Both roles may only take roles that `cdk bootstrap` made, in the account they stand in. What those
may do is decided there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from baseline.identity.model import IdentityContext
from baseline.policy.documents import Document, document

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
"""Source: GitHub Docs, Configuring OpenID Connect in Amazon Web Services, Adding the identity
provider to AWS, read 2026-11-24. What a job asks for is up to its workflow, in any partition."""

SESSION_SECONDS = 3_600
"""A role taken from another role's session lasts an hour at most, so longer would gain nothing.

Source: IAM user guide, Methods to assume a role, Role chaining, read 2026-11-24.
"""


@dataclass(frozen=True)
class PipelineRole:
    """A role for jobs.

    `bootstrap_roles` are the roles it may take, by the word `cdk bootstrap` has for each.

    Source: AWS CDK developer guide, Bootstrapping, IAM roles created during bootstrapping, read
    2026-11-24.
    """

    name: str
    description: str
    bootstrap_roles: tuple[str, ...]


DIFF = PipelineRole(
    "pipeline-diff",
    "Compares what is deployed with what would be; changes nothing.",
    ("lookup",),
)
DEPLOY = PipelineRole(
    "pipeline-deploy",
    "Deploys; only for jobs in the repository's protected environment.",
    ("deploy", "file-publishing", "image-publishing", "lookup"),
)


def diff_subjects(repository: str, branch: str) -> list[str]:
    """Name the jobs that may compare: those of pull requests, and those of the branch.

    Jobs of a pull request from a fork get no token.

    Source: GitHub Docs, OpenID Connect reference, Example subject claims; Workflow syntax,
    permissions, on forks; read 2026-11-24.
    """
    return [f"repo:{repository}:pull_request", f"repo:{repository}:ref:refs/heads/{branch}"]


def deploy_subjects(repository: str, environment: str) -> list[str]:
    """Name the jobs that may deploy: those that GitHub let into the environment.

    Source: GitHub Docs, OpenID Connect reference, Filtering for a specific environment, read
    2026-11-24.
    """
    return [f"repo:{repository}:environment:{environment}"]


def provider_arn(context: IdentityContext, account: str) -> str:
    """Name GitHub's identity provider in `account`, of which there is at most one."""
    return f"arn:{context.partition}:iam::{account}:oidc-provider/{ISSUER}"


def trust(provider: str, subjects: list[str]) -> Document:
    """Write who may take a role: tokens of the provider `provider` with one of the subjects."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "JobsOfTheRepository",
                "Effect": "Allow",
                "Principal": {"Federated": provider},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {
                    "StringEquals": {f"{ISSUER}:aud": AUDIENCE, f"{ISSUER}:sub": subjects}
                },
            }
        ],
    }


def permissions(
    context: IdentityContext,
    role: PipelineRole,
    *,
    account: str,
    qualifier: str,
    regions: Iterable[str],
) -> Document:
    """Write what a role may do: take its roles of the bootstrap in the given regions.

    `qualifier` tells one bootstrap of an account from another.
    """
    return document(
        {
            "Sid": "TakeRolesOfTheBootstrap",
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": [
                f"arn:{context.partition}:iam::{account}:role/"
                f"cdk-{qualifier}-{name}-role-{account}-{region}"
                for region in regions
                for name in role.bootstrap_roles
            ],
        }
    )
