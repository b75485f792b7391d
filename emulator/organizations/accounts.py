"""Accounts: created as AWS creates them, moved, closed and left."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow
from moto.organizations import models, utils

from ..refusal import refuse
from . import state

Given = dict[str, Any]


class Account(models.FakeAccount):  # type: ignore[misc]
    """moto's account without the role it makes in its own IAM, which nobody here reads."""

    def __init__(self, organization: Any, **given: Any) -> None:
        self.type = "ACCOUNT"
        self.region = organization.region
        self.organization_id = organization.id
        self.master_account_id = organization.master_account_id
        self.create_account_status_id = utils.make_random_create_account_status_id()
        self.id = utils.make_random_account_id()
        self.name = given["AccountName"]
        self.email = given["Email"]
        self.create_time = utcnow()
        self.status = self.state = "ACTIVE"
        self.joined_method = given.get("JoinedMethod", "CREATED")
        self.parent_id = organization.root_id
        self.attached_policies: list[Any] = []
        self.tags = {tag["Key"]: tag["Value"] for tag in given.get("Tags", [])}


@dataclass
class Creation:
    """One request for an account and how far it is."""

    request_id: str
    name: str
    requested: float
    account_id: str
    failure: str
    polls: int

    def described(self) -> dict[str, Any]:
        """The status as the API shows it."""
        shown: dict[str, Any] = {
            "Id": self.request_id,
            "AccountName": self.name,
            "RequestedTimestamp": self.requested,
            "State": "IN_PROGRESS",
        }
        if self.polls > 0:
            return shown
        shown["CompletedTimestamp"] = self.requested
        if self.failure:
            return {**shown, "State": "FAILED", "FailureReason": self.failure}
        return {**shown, "State": "SUCCEEDED", "AccountId": self.account_id}


_CREATIONS: dict[str, list[Creation]] = {}


def create(backend: Any, given: Given, settings: state.Settings) -> dict[str, Any]:
    """Start the creation of an account; what cannot be is told by its status.

    Raises:
        RefusedError: if the organization may have no more accounts.
    """
    if len(backend.accounts) >= settings.quotas.accounts:
        raise refuse(
            "ConstraintViolationException",
            "You have exceeded the allowed number of AWS accounts.",
            reason="ACCOUNT_NUMBER_LIMIT_EXCEEDED",
        )
    taken = any(known.email.lower() == given["Email"].lower() for known in backend.accounts)
    account_id = "" if taken else add(backend, given).id
    creation = Creation(
        request_id=f"car-{uuid4().hex}",
        name=given["AccountName"],
        requested=time.time(),
        account_id=account_id,
        failure="EMAIL_ALREADY_EXISTS" if taken else "",
        polls=settings.account_polls,
    )
    _CREATIONS.setdefault(backend.account_id, []).append(creation)
    return {"CreateAccountStatus": {**creation.described(), "State": "IN_PROGRESS"}}


def add(backend: Any, given: Given) -> Any:
    """Make an account in the organization at once, with its role for the management account."""
    account = Account(backend.org, **given)
    backend.accounts.append(account)
    for known in backend.policies:
        if known.aws_managed:
            account.attached_policies.append(known)
            known.attachments.append(account)
    masters = models.organizations_backends.master_accounts
    masters[account.id] = (backend.account_id, backend.partition)
    if account.joined_method == "CREATED":
        _give_access(account, given.get("RoleName") or "OrganizationAccountAccessRole")
    return account


def describe_creation(backend: Any, given: Given) -> dict[str, Any]:
    """Tell how far a creation is.

    Raises:
        RefusedError: if there was no such request.
    """
    for creation in _CREATIONS.get(backend.account_id, []):
        if creation.request_id == given["CreateAccountRequestId"]:
            shown = creation.described()
            creation.polls -= 1
            return {"CreateAccountStatus": shown}
    raise refuse(
        "CreateAccountStatusNotFoundException",
        "We can't find an create account request with the CreateAccountRequestId specified.",
    )


def list_creations(backend: Any, given: Given) -> dict[str, Any]:
    """List the creations in the states asked for."""
    wanted = given.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
    shown = [creation.described() for creation in _CREATIONS.get(backend.account_id, [])]
    return {"CreateAccountStatuses": [one for one in shown if one["State"] in wanted]}


def move(backend: Any, given: Given) -> dict[str, Any]:
    """Move an account from the parent it has.

    Raises:
        RefusedError: as MoveAccount does.
    """
    account = _account(backend, given["AccountId"])
    if state.unit_or_root(backend, given["DestinationParentId"]) is None:
        raise refuse(
            "DestinationParentNotFoundException",
            "We can't find the destination container (a root or OU) with the ParentId specified.",
        )
    if account.parent_id != given["SourceParentId"]:
        raise refuse(
            "SourceParentNotFoundException",
            "We can't find a source root or OU with the ParentId that you specified.",
        )
    if account.parent_id == given["DestinationParentId"]:
        raise refuse(
            "DuplicateAccountException",
            "That account is already present in the specified destination.",
        )
    account.parent_id = given["DestinationParentId"]
    return {}


def leave(backend: Any, account_id: str) -> dict[str, Any]:
    """Take an account out of the organization.

    Raises:
        RefusedError: if it is the management account.
    """
    if account_id == backend.account_id:
        raise refuse(
            "MasterCannotLeaveOrganizationException",
            "You can't remove a management account from an organization.",
        )
    account = _account(backend, account_id)
    for policy in account.attached_policies:
        policy.attachments.remove(account)
    backend.accounts.remove(account)
    models.organizations_backends.master_accounts.pop(account_id, None)
    return {}


def close(backend: Any, given: Given) -> dict[str, Any]:
    """Close a member account.

    Raises:
        RefusedError: as CloseAccount does.
    """
    if given["AccountId"] == backend.account_id:
        raise refuse(
            "ConstraintViolationException",
            "You can't close the management account.",
            reason="CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
        )
    account = _account(backend, given["AccountId"])
    if account.state != "ACTIVE":
        raise refuse("AccountAlreadyClosedException", "The provided account is already closed.")
    account.status = account.state = "SUSPENDED"
    return {}


def _account(backend: Any, account_id: str) -> Any:
    account = state.account_in(backend, account_id)
    if account is None:
        raise refuse("AccountNotFoundException", "You specified an account that doesn't exist.")
    return account


def _give_access(account: Any, role_name: str) -> None:
    """Make the role by which the management account comes in.

    Source: Organizations user guide, accessing member accounts.
    """
    from ministack.core.responses import request_scope
    from ministack.services import iam

    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{account.master_account_id}:root"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    with request_scope(account.id, "us-east-1"):
        iam._create_role({"RoleName": [role_name], "AssumeRolePolicyDocument": [json.dumps(trust)]})
        role = iam._roles[role_name]
        iam.attach_managed_policy(role, "arn:aws:iam::aws:policy/AdministratorAccess")
