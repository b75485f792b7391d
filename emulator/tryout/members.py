"""The member accounts of the emulated organization, as its management account sees them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import boto3

from baseline.config import Config

ACCESS_ROLE = "OrganizationAccountAccessRole"
VISITOR = ("tryout-demonstration", "aws+tryout-demonstration@example.com")
"""Name and e-mail of the account that is made where the configuration has none to show."""
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Member:
    """A member account, seen with the credentials of one of its roles."""

    account_id: str
    region: str
    credentials: dict[str, str]
    role_name: str = ACCESS_ROLE
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict)

    def client(self, service: str, region: str) -> Any:
        """A boto3 client of the account."""
        key = (service, region)
        if key not in self._clients:
            make: Any = boto3.client
            self._clients[key] = make(service, region_name=region, **self.credentials)
        return self._clients[key]

    def assume(self, role_arn: str) -> Member:
        """The same account with the credentials of another of its roles."""
        return Member(
            self.account_id,
            self.region,
            _credentials(self.client("sts", self.region), role_arn),
        )

    def administrator(self, name: str) -> Member:
        """Make a role with AdministratorAccess in the account, and take it on."""
        iam = self.client("iam", self.region)
        trust = {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"AWS": f"arn:aws:iam::{self.account_id}:root"},
            },
        }
        # An emulator that was kept has it from the run before.
        with suppress(iam.exceptions.EntityAlreadyExistsException):
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        policy = "arn:aws:iam::aws:policy/AdministratorAccess"
        iam.attach_role_policy(RoleName=name, PolicyArn=policy)
        return self.assume(f"arn:aws:iam::{self.account_id}:role/{name}")


class Members:
    """Finds accounts by the guardrails over them, and moves them."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._organizations = boto3.client("organizations", region_name=config.home_region)
        self._sts = boto3.client("sts", region_name=config.home_region)

    def under_guardrail(self, guardrail: str) -> Member:
        """An account in a unit that `guardrail` holds in; one is made where there is none."""
        guarded = self._guarded_units(guardrail)
        emails = [each.email for each in self._config.accounts if each.unit in guarded]
        there = self._account_ids()
        # One over the limit of a deploy is not there yet.
        ids = [there[each.lower()] for each in [*emails, VISITOR[1]] if each.lower() in there]
        account_id = ids[0] if ids else self._create(guarded[0])
        role_arn = f"arn:aws:iam::{account_id}:role/{ACCESS_ROLE}"
        return Member(account_id, self._config.home_region, _credentials(self._sts, role_arn))

    def unit_with(self, guardrail: str) -> str | None:
        """The id of the unit that carries `guardrail` itself, if there is one."""
        for key, names in self._config.guardrails_by_target().items():
            if guardrail in names:
                return self._unit_id(key)
        return None

    @contextmanager
    def moved(self, member: Member, unit_id: str) -> Iterator[None]:
        """Put the account into the unit for as long as the block lasts."""
        home = self._organizations.list_parents(ChildId=member.account_id)["Parents"][0]["Id"]
        self._move(member.account_id, home, unit_id)
        try:
            yield
        finally:
            self._move(member.account_id, unit_id, home)

    def _guarded_units(self, guardrail: str) -> list[str]:
        """The keys of the units that `guardrail` holds in, without those where nothing works."""
        everywhere = guardrail in self._config.guardrails
        guarded: list[str] = []
        for placed in self._config.placed_units():
            names = placed.unit.guardrails
            holds = everywhere or guardrail in names or placed.parent_key in guarded
            if holds and "deny_everything" not in names:
                guarded.append(placed.unit.key)
        return guarded

    def _account_ids(self) -> dict[str, str]:
        """The id of each account by its e-mail in lower case."""
        return {
            account["Email"].lower(): str(account["Id"])
            for page in self._organizations.get_paginator("list_accounts").paginate()
            for account in page["Accounts"]
        }

    def _create(self, unit_key: str) -> str:
        made = self._organizations.create_account(AccountName=VISITOR[0], Email=VISITOR[1])
        status = made["CreateAccountStatus"]
        while status["State"] == "IN_PROGRESS":
            time.sleep(POLL_SECONDS)
            status = self._organizations.describe_create_account_status(
                CreateAccountRequestId=status["Id"]
            )["CreateAccountStatus"]
        account_id = str(status["AccountId"])
        root_id = self._organizations.list_roots()["Roots"][0]["Id"]
        self._move(account_id, root_id, self._unit_id(unit_key))
        return account_id

    def _move(self, account_id: str, source: str, destination: str) -> None:
        self._organizations.move_account(
            AccountId=account_id, SourceParentId=source, DestinationParentId=destination
        )

    def _unit_id(self, key: str) -> str:
        ssm = boto3.client("ssm", region_name=self._config.home_region)
        name = f"/{self._config.prefix}/units/{key}"
        return str(ssm.get_parameter(Name=name)["Parameter"]["Value"])


def _credentials(sts: Any, role_arn: str) -> dict[str, str]:
    made = sts.assume_role(RoleArn=role_arn, RoleSessionName="tryout")["Credentials"]
    return {
        "aws_access_key_id": made["AccessKeyId"],
        "aws_secret_access_key": made["SecretAccessKey"],
        "aws_session_token": made["SessionToken"],
    }
