"""Deployments as a user makes them: one synthesis a configuration, then the stock CDK CLI."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from baseline.assembly import build_app, synthesize
from baseline.config import load
from baseline.config.sections.billing import BILLING_REGIONS
from emulator.tryout.cdk_cli import cdk_command, cdk_environment, deploy_arguments
from tests.assemblies import ROOT

from .conftest import Account

TRY = (ROOT / "examples" / "try.yaml").read_text(encoding="utf-8")
ORGANIZATION = ("Organization", "Guardrails", "Accounts")
"""The stacks that change the organization; the others need them, and they none of the others."""
_TOO_LONG_SECONDS = 180
_ASSEMBLIES: dict[str, Path] = {}


@dataclass(frozen=True)
class Result:
    """How a run of the CLI ended, and all it printed."""

    code: int
    output: str


@dataclass(frozen=True)
class Deployer:
    """A management account that the CLI deploys to, bootstrapped once.

    `stacks` are those that a deploy takes when it is not told others; none stands for all.
    """

    account: Account
    directory: Path
    stacks: tuple[str, ...] = ()

    def assembly(self, text: str) -> Path:
        """The assembly of a configuration's text, synthesized once a session.

        The rule packs stay out; they judge a template and do not change it.
        """
        if text not in _ASSEMBLIES:
            file = self.directory / "configuration.yaml"
            file.write_text(text, encoding="utf-8")
            outdir = self.directory / f"{len(_ASSEMBLIES)}.out"
            synthesize(build_app(load(file), outdir=outdir, nag=False, validation=False))
            _ASSEMBLIES[text] = outdir
        return _ASSEMBLIES[text]

    def bootstrap(self) -> None:
        """Make the buckets and the roles that the CLI deploys with, at home and for billing."""
        regions = dict.fromkeys((self.account.region, BILLING_REGIONS["aws"]))
        targets = [f"aws://{self.account.id}/{region}" for region in regions]
        result = self._cdk("bootstrap", *targets, "--app", "")
        assert result.code == 0, result.output

    def deploy(self, assembly: Path, *stacks: str) -> Result:
        """Deploy every stack, or some alone; a question would meet a closed input and fail."""
        arguments = list(deploy_arguments(assembly))
        stacks = stacks or self.stacks
        if stacks:
            at = arguments.index("--all")
            arguments[at : at + 1] = [*stacks, "--exclusively"]
        return self._cdk(*arguments)

    def finish(self, assembly: Path, *stacks: str) -> str:
        """Deploy the same and require success; returns what the CLI printed."""
        result = self.deploy(assembly, *stacks)
        assert result.code == 0, result.output
        return result.output

    def difference(self, assembly: Path, *options: str) -> Result:
        """Compare every stack with what is deployed; the code is 1 when anything differs."""
        return self._cdk("diff", "--app", str(assembly), "--fail", *options)

    def fault(self, *faults: dict[str, Any]) -> None:
        """Put faults in force, for this account only."""
        given = [{**fault, "account": self.account.id} for fault in faults]
        self.account.emulator.control("POST", "faults", given)

    def struck(self) -> list[int]:
        """How often each fault has struck."""
        listed = self.account.emulator.control("GET", "faults")["faults"]
        return [fault["struck"] for fault in listed]

    def statuses(self, stack: str, status: str) -> set[str]:
        """The logical ids of a stack's resources that are in a status."""
        client = self.account.client("cloudformation")
        pages = client.get_paginator("list_stack_resources").paginate(StackName=stack)
        return {
            one["LogicalResourceId"]
            for page in pages
            for one in page["StackResourceSummaries"]
            if one["ResourceStatus"] == status
        }

    def _cdk(self, *arguments: str) -> Result:
        environment = {
            **os.environ,
            **self.account.environment(),
            **cdk_environment(self.directory / "cdk"),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }
        done = subprocess.run(
            cdk_command(ROOT, *arguments),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_TOO_LONG_SECONDS,
            check=False,
        )
        return Result(done.returncode, done.stdout)


def bootstrapped(
    account: Account,
    factory: pytest.TempPathFactory,
    region: str = "us-east-1",
    stacks: tuple[str, ...] = (),
) -> Deployer:
    """A management account that is ready for its first deploy, of all stacks or of some."""
    deployer = Deployer(replace(account, region=region), factory.mktemp("deployments"), stacks)
    deployer.bootstrap()
    return deployer


@dataclass(frozen=True)
class Organization:
    """What an organization holds, read with boto3: each as (name, id), sorted."""

    units: list[tuple[str, str]]
    policies: list[tuple[str, str]]
    accounts: list[tuple[str, str]]

    def names(self) -> list[list[str]]:
        """The names alone."""
        return [[name for name, _ in one] for one in (self.units, self.policies, self.accounts)]

    def ids(self) -> set[str]:
        """The ids alone."""
        return {each for one in (self.units, self.policies, self.accounts) for _, each in one}


def organization(account: Account) -> Organization:
    """Read the organization; a unit's name is its path, an account's its e-mail."""
    client = account.client("organizations")
    units: list[tuple[str, str]] = []
    parents = [("", root_id(account))]
    for path, parent in parents:
        pages = client.get_paginator("list_organizational_units_for_parent")
        for page in pages.paginate(ParentId=parent):
            found = [(f"{path}/{one['Name']}", one["Id"]) for one in page["OrganizationalUnits"]]
            units += found
            parents += found
    pages = client.get_paginator("list_policies").paginate(Filter="SERVICE_CONTROL_POLICY")
    policies = [
        (one["Name"], one["Id"])
        for page in pages
        for one in page["Policies"]
        if not one["AwsManaged"]
    ]
    pages = client.get_paginator("list_accounts").paginate()
    accounts = [(one["Email"], one["Id"]) for page in pages for one in page["Accounts"]]
    return Organization(sorted(units), sorted(policies), sorted(accounts))


def root_id(account: Account) -> str:
    """The id of the organization's root."""
    return str(account.client("organizations").list_roots()["Roots"][0]["Id"])


def parent_id(account: Account, child: str) -> str:
    """The id of the unit or root that holds an account or unit."""
    answer = account.client("organizations").list_parents(ChildId=child)
    return str(answer["Parents"][0]["Id"])
