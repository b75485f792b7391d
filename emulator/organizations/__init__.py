"""AWS Organizations: moto keeps the records, this package refuses what AWS refuses.

Operations moto answers otherwise than AWS are answered here, on moto's records.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.organizations import models, utils

from .. import moto_bridge
from ..calls import Call, Request, json_of
from ..refusal import Response, refuse
from . import accounts, effective_policy, inputs, policies, policy_types, state, units
from .state import management_account

_BY_MEMBERS = ("DescribeOrganization", "LeaveOrganization")

Own = Callable[[Any, dict[str, Any], state.Settings], dict[str, Any]]

_OWN: dict[str, Own] = {
    "UpdateOrganizationalUnit": lambda backend, given, _: units.update(backend, given),
    "DeleteOrganizationalUnit": lambda backend, given, _: units.delete(backend, given),
    "CreatePolicy": policies.create,
    "UpdatePolicy": policies.update,
    "DeletePolicy": lambda backend, given, _: policies.delete(backend, given),
    "AttachPolicy": policies.attach,
    "DetachPolicy": lambda backend, given, _: policies.detach(backend, given),
    "EnablePolicyType": policy_types.enable,
    "DisablePolicyType": lambda backend, given, _: policy_types.disable(backend, given),
    "ListRoots": lambda backend, _, settings: policy_types.roots(backend, settings),
    "CreateAccount": accounts.create,
    "DescribeCreateAccountStatus": lambda backend, given, _: accounts.describe_creation(
        backend, given
    ),
    "ListCreateAccountStatus": lambda backend, given, _: accounts.list_creations(backend, given),
    "MoveAccount": lambda backend, given, _: accounts.move(backend, given),
    "CloseAccount": lambda backend, given, _: accounts.close(backend, given),
    "RemoveAccountFromOrganization": lambda backend, given, _: accounts.leave(
        backend, given["AccountId"]
    ),
}
_PAGE = 20


__all__ = [
    "alternate_contact",
    "answer",
    "effective",
    "has_service_access",
    "install",
    "management_account",
    "organization_id",
    "set_service_access",
]


def install() -> None:
    """Make moto's records fit: accounts without its IAM, AWS's page size, all policy types."""
    models.FakeAccount = accounts.Account
    utils.PAGINATION_MODEL["list_accounts"].update(limit_default=_PAGE, unique_attribute="Id")
    policy_types.extend_moto(list(inputs._model().shape_for("PolicyType").enum))


def answer(request: Request, call: Call, account: str) -> Response:
    """Answer an Organizations call.

    Raises:
        RefusedError: with the error AWS answers.
    """
    given = json_of(request)
    if not inputs.known(call.operation):
        raise refuse("UnknownOperationException", f"{call.operation} is no operation")
    inputs.check(call.operation, given)
    partition = state.partition_of(call.region)
    with state.LOCK:
        if call.operation == "CreateOrganization":
            return _create_organization(request, account, partition)
        management = management_account(account, partition)
        if management is None:
            raise refuse(
                "AWSOrganizationsNotInUseException",
                "Your account is not a member of an organization.",
            )
        backend = state.backend_of(management, partition)
        if call.operation == "LeaveOrganization":
            return _json(accounts.leave(backend, account))
        if call.operation == "DescribeEffectivePolicy":
            return _json(effective_policy.describe(backend, given, account))
        _refuse_members(backend, account, call.operation)
        return _manage(request, call, backend, given)


def alternate_contact(request: Request, account: str) -> Response:
    """Answer a call on an account's alternate contacts, of one's own or of a member's.

    Raises:
        RefusedError: if the account named is not one the caller may manage.
    """
    named = json_of(request).get("AccountId")
    if named is not None and named != account and management_account(str(named)) != account:
        raise refuse(
            "AccessDeniedException",
            f"The account {named} is not in an organization managed by {account}",
            status=403,
        )
    if named == account:
        raise refuse(
            "AccessDeniedException",
            "A management account must not name itself; leave AccountId out",
            status=403,
        )
    if named is not None and not has_service_access(account, "account.amazonaws.com"):
        raise refuse(
            "AccessDeniedException",
            "Trusted access for account.amazonaws.com is not enabled",
            status=403,
        )
    return moto_bridge.ask(request, account)


def has_service_access(management: str, principal: str, partition: str = "aws") -> bool:
    """Whether trusted access is on for a service."""
    services = state.backend_of(management, partition).services
    return any(service["ServicePrincipal"] == principal for service in services)


def set_service_access(management: str, principal: str, on: bool, partition: str = "aws") -> None:
    """Switch trusted access on or off, as a service does by itself."""
    backend = state.backend_of(management, partition)
    if on:
        backend.enable_aws_service_access(ServicePrincipal=principal)
    else:
        backend.disable_aws_service_access(ServicePrincipal=principal)


def effective(account: str, policy_type: str, region: str) -> dict[str, Any]:
    """What an account's management policies of one type come to; empty without any."""
    partition = state.partition_of(region)
    management = management_account(account, partition)
    if management is None:
        return {}
    with state.LOCK:
        return effective_policy.of(state.backend_of(management, partition), account, policy_type)


def organization_id(account: str, partition: str = "aws") -> str:
    """The id of the organization an account manages."""
    return str(state.backend_of(account, partition).org.id)


def _create_organization(request: Request, account: str, partition: str) -> Response:
    response = moto_bridge.ask(request, account)
    if response[0] == 200:
        backend = state.backend_of(account, partition)
        for kind in state.settings_of(account).policy_types:
            state.root(backend).policy_types.append({"Type": kind, "Status": "ENABLED"})
    return response


def _refuse_members(backend: Any, account: str, operation: str) -> None:
    """Let members read only what AWS lets them; delegated administrators may read all."""
    if account == backend.account_id or operation in _BY_MEMBERS:
        return
    delegated = any(admin.account.id == account for admin in backend.admins)
    if not (delegated and operation.startswith(("Describe", "List"))):
        raise refuse("AccessDeniedException", "You don't have permissions to access this resource.")


def _manage(request: Request, call: Call, backend: Any, given: dict[str, Any]) -> Response:
    settings = state.settings_of(backend.account_id)
    if call.operation == "CreateOrganizationalUnit":
        units.before_create(backend, given, settings)
    own = _OWN.get(call.operation)
    if own is not None:
        return _json(own(backend, given, settings))
    response = moto_bridge.ask(request, backend.account_id)
    if not settings.status_field and call.operation in _ACCOUNT_READS:
        return _without_status(response)
    return response


_ACCOUNT_READS = ("DescribeAccount", "ListAccounts", "ListAccountsForParent")


def _without_status(response: Response) -> Response:
    """Drop the member `Status` of accounts, which AWS retired on 2026-09-09."""
    status, headers, body = response
    document = json.loads(body)
    for account in [document.get("Account"), *document.get("Accounts", [])]:
        if account:
            account.pop("Status", None)
    return status, headers, json.dumps(document).encode()


def _json(document: dict[str, Any]) -> Response:
    headers = {"content-type": "application/x-amz-json-1.1"}
    return 200, headers, json.dumps(document).encode()
