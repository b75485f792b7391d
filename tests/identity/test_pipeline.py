"""Whose jobs can take the roles of the pipeline, and what those may do."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.identity import IdentityContext, pipeline
from baseline.policy.decide import Level, Request, decide_identity
from baseline.policy.documents import Document
from tests.assemblies import assembly

ACCOUNT = "123456789012"
PLAIN, IMMUTABLE = "acme/landing-zone", "acme@123/landing-zone@456"
PROVIDERS = {
    partition: f"arn:{partition}:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    for partition in ("aws", "aws-cn", "aws-us-gov")
}
SUBJECTS = {
    "the environment": (f"repo:{PLAIN}:environment:production", {"deploy"}),
    "a pull request": (f"repo:{PLAIN}:pull_request", {"diff"}),
    "the branch": (f"repo:{PLAIN}:ref:refs/heads/main", {"diff"}),
    "another branch": (f"repo:{PLAIN}:ref:refs/heads/other", set()),
    "a branch below the branch": (f"repo:{PLAIN}:ref:refs/heads/main/more", set()),
    "a tag": (f"repo:{PLAIN}:ref:refs/tags/main", set()),
    "another environment": (f"repo:{PLAIN}:environment:staging", set()),
    "an environment that starts alike": (f"repo:{PLAIN}:environment:production-2", set()),
    "another repository": ("repo:acme/other:environment:production", set()),
    "a repository that starts alike": ("repo:acme/landing-zone-2:environment:production", set()),
    "another owner": ("repo:acme2/landing-zone:environment:production", set()),
    "a fork": ("repo:somebody/landing-zone:pull_request", set()),
    "other letters": ("repo:Acme/landing-zone:environment:production", set()),
    "a recycled name": ("repo:acme@9/landing-zone@9:environment:production", set()),
    "a wildcard": (f"repo:{PLAIN}:*", set()),
    "no subject": ("", set()),
}


def _roles(repository: str, partition: str = "aws") -> dict[str, Document]:
    return {
        "diff": pipeline.trust(
            PROVIDERS[partition], pipeline.diff_subjects(repository, branch="main")
        ),
        "deploy": pipeline.trust(
            PROVIDERS[partition], pipeline.deploy_subjects(repository, "production")
        ),
    }


def _admitted(roles: dict[str, Document], token: dict[str, str]) -> set[str]:
    """Name the roles that a token opens: their trust, judged as what it allows on the role."""
    context = {f"{pipeline.ISSUER}:{claim}": value for claim, value in token.items()}
    role = f"arn:aws:iam::{ACCOUNT}:role/baseline/any"
    request = Request("sts:AssumeRoleWithWebIdentity", role, context)
    return {
        name for name, trust in roles.items() if not decide_identity(_read(trust), request).denied
    }


def _read(trust: Document) -> list[Level]:
    statements = [
        {**{key: value for key, value in each.items() if key != "Principal"}, "Resource": "*"}
        for each in trust["Statement"]
    ]
    return [Level("trust", [{**trust, "Statement": statements}])]


@pytest.mark.parametrize(("subject", "roles"), SUBJECTS.values(), ids=list(SUBJECTS))
def test_a_subject_opens_only_its_own_role(subject: str, roles: set[str]) -> None:
    """A token opens a role only if its subject is one of the role's, to the letter."""
    token = {"aud": "sts.amazonaws.com"} | ({"sub": subject} if subject else {})
    assert _admitted(_roles(PLAIN), token) == roles


@pytest.mark.parametrize("audience", ["", "sts.amazonaws.com.cn", "https://github.com/acme"])
def test_a_token_made_for_others_opens_nothing(audience: str) -> None:
    """A token whose audience is not AWS's, or that has none, opens no role."""
    token = {"sub": f"repo:{PLAIN}:environment:production"}
    assert _admitted(_roles(PLAIN), token | ({"aud": audience} if audience else {})) == set()


def test_ids_shut_out_who_took_over_the_name() -> None:
    """With immutable subjects a repository that only has the same name opens nothing."""
    subjects = {
        f"repo:{IMMUTABLE}:environment:production": {"deploy"},
        f"repo:{PLAIN}:environment:production": set(),
        "repo:acme@123/landing-zone@457:environment:production": set(),
    }
    for subject, roles in subjects.items():
        token = {"aud": "sts.amazonaws.com", "sub": subject}
        assert _admitted(_roles(IMMUTABLE), token) == roles


@pytest.mark.parametrize("partition", PROVIDERS)
def test_the_provider_is_the_accounts_own(partition: str) -> None:
    """Only GitHub's provider of the same account and partition is trusted, and for one call."""
    context = IdentityContext(partition=partition, prefix="baseline")
    for trust in _roles(PLAIN, partition).values():
        (statement,) = trust["Statement"]
        assert statement["Principal"] == {"Federated": pipeline.provider_arn(context, ACCOUNT)}
        assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
        assert list(statement["Condition"]) == ["StringEquals"]


BOOTSTRAP = ("deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec")
TAKEN = {
    "diff": (pipeline.DIFF, {"lookup"}),
    "deploy": (pipeline.DEPLOY, {"deploy", "file-publishing", "image-publishing", "lookup"}),
}


@pytest.mark.parametrize(("role", "taken"), TAKEN.values(), ids=list(TAKEN))
def test_a_role_may_only_take_roles_of_the_bootstrap(
    role: pipeline.PipelineRole, taken: set[str]
) -> None:
    """A role takes its roles of the bootstrap in its regions; nothing else, nowhere else."""
    document = pipeline.permissions(
        IdentityContext(partition="aws", prefix="baseline"),
        role,
        account=ACCOUNT,
        qualifier="hnb659fds",
        regions=("eu-west-1", "us-east-1"),
    )
    policies = [Level("permissions", [document])]

    def allows(name: str, account: str = ACCOUNT, region: str = "us-east-1") -> bool:
        arn = f"arn:aws:iam::{account}:role/cdk-hnb659fds-{name}-role-{account}-{region}"
        return not decide_identity(policies, Request("sts:AssumeRole", arn)).denied

    assert {name for name in BOOTSTRAP if allows(name)} == taken
    assert not allows("lookup", region="us-west-2")
    assert not allows("lookup", account="111122223333")
    assert not any("*" in resource for resource in document["Statement"][0]["Resource"])


def _pipeline(kind: str) -> dict[str, dict[str, Any]]:
    return assembly("eu").resources("Pipeline", kind)


def test_the_template_holds_what_was_judged() -> None:
    """The roles in the template trust the configured repository alone, for an hour."""
    roles = _pipeline("AWS::IAM::Role")
    repository = "nordwind@4711/landing-zone@8150"
    trusts = {name: role["Properties"]["AssumeRolePolicyDocument"] for name, role in roles.items()}
    provider: Any = {"Ref": "GitHubProvider"}
    assert trusts == {
        "PipelineDiffRole": pipeline.trust(provider, pipeline.diff_subjects(repository, "main")),
        "PipelineDeployRole": pipeline.trust(
            provider, pipeline.deploy_subjects(repository, "live")
        ),
    }
    assert {role["Properties"]["MaxSessionDuration"] for role in roles.values()} == {3_600}
    assert {role["Properties"]["Path"] for role in roles.values()} == {"/nordwind-lz/"}
