"""Jobs on GitHub: what a token opens, and what the stock CLI can and cannot do with it.

Tokens carry what GitHub writes into them, and nobody's signature; the emulator judges the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests.assemblies import ROOT
from tests.emulator.authorisation.tokens import token

from .conftest import Account, Emulator, unused_account
from .deployments import Deployer, bootstrapped
from .people import is_open

EU = (ROOT / "examples" / "eu.yaml").read_text(encoding="utf-8")
REPOSITORY = "repo:nordwind@4711/landing-zone@8150"
CLAIMS = {"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com"}
PULL_REQUEST, LIVE = f"{REPOSITORY}:pull_request", f"{REPOSITORY}:environment:live"


@pytest.fixture(scope="module")
def pipeline(
    emulator: Emulator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Deployer, Path]]:
    """The stack of the pipeline, deployed; from then on every call is judged."""
    emulator.control("POST", "authorisation", {"on": False})
    deployer = bootstrapped(unused_account(emulator), tmp_path_factory, "eu-west-1", ("Pipeline",))
    assembly = deployer.assembly(EU)
    deployer.finish(assembly)
    emulator.control("POST", "authorisation", {"on": True})
    yield deployer, assembly
    emulator.control("POST", "authorisation", {"on": False})


def _job(account: Account, role: str, **claims: str) -> Account:
    """The session of a job whose token has these claims."""
    arn = f"arn:aws:iam::{account.id}:role/nordwind-lz/pipeline-{role}"
    return account.exchange(arn, token(**CLAIMS | claims))


def _bootstrap_role(account: Account, name: str) -> str:
    return f"arn:aws:iam::{account.id}:role/cdk-hnb659fds-{name}-role-{account.id}-eu-west-1"


def test_a_pull_request_compares(pipeline: tuple[Deployer, Path]) -> None:
    """The token of a pull request is all that `cdk diff` needs to see that nothing differs."""
    deployer, assembly = pipeline
    job = replace(deployer, account=_job(deployer.account, "diff", sub=PULL_REQUEST))
    result = job.difference(assembly, "Pipeline", "--exclusively", "--method=template")
    assert result.code == 0, result.output
    assert "There were no differences" in result.output


def test_a_pull_request_cannot_deploy(pipeline: tuple[Deployer, Path]) -> None:
    """The same token lets the CLI deploy nothing, and no other role of the bootstrap be taken."""
    deployer, assembly = pipeline
    session = _job(deployer.account, "diff", sub=PULL_REQUEST)
    result = replace(deployer, account=session).deploy(assembly)
    assert result.code != 0
    assert "is not authorized to perform" in result.output
    for name in ("deploy", "file-publishing", "image-publishing"):
        with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
            session.assume(_bootstrap_role(deployer.account, name))
    assert not is_open(session, "s3.create_bucket", Bucket="made-by-a-job")


def test_what_compares_cannot_write(pipeline: tuple[Deployer, Path]) -> None:
    """The role that the job takes to compare reads stacks, and changes none."""
    deployer, _ = pipeline
    session = _job(deployer.account, "diff", sub=PULL_REQUEST)
    lookup = session.assume(_bootstrap_role(deployer.account, "lookup"))
    assert is_open(lookup, "cloudformation.describe_stacks")
    assert not is_open(lookup, "cloudformation.delete_stack", StackName="nordwind-lz-pipeline")
    assert not is_open(lookup, "iam.create_user", UserName="mallory")


@pytest.mark.parametrize(
    ("role", "claims"),
    [
        ("deploy", {"sub": PULL_REQUEST}),
        ("diff", {"sub": LIVE}),
        ("deploy", {"sub": f"{REPOSITORY}:environment:live-2"}),
        ("deploy", {"sub": f"{REPOSITORY}:ref:refs/heads/main"}),
        ("deploy", {"sub": "repo:nordwind/landing-zone:environment:live"}),
        ("diff", {"sub": "repo:somebody/landing-zone:pull_request"}),
        ("deploy", {"sub": LIVE, "aud": "https://github.com/nordwind"}),
        ("deploy", {"sub": LIVE, "iss": "https://token.example.com"}),
    ],
    ids=[
        *("pull-request", "environment-compares", "other-environment", "branch"),
        *("name-without-ids", "fork", "audience", "issuer"),
    ],
)
def test_a_job_that_is_not_let_in(
    pipeline: tuple[Deployer, Path], role: str, claims: dict[str, str]
) -> None:
    """A token of another repository, event, environment, audience or issuer opens no role."""
    deployer, _ = pipeline
    with pytest.raises(ClientError, match=r"AccessDenied|InvalidIdentityToken"):
        _job(deployer.account, role, **claims)


def test_the_environment_deploys(pipeline: tuple[Deployer, Path]) -> None:
    """The token of a job in the environment is all that `cdk deploy` needs."""
    deployer, assembly = pipeline
    session = _job(deployer.account, "deploy", sub=LIVE)
    replace(deployer, account=session).finish(assembly)
