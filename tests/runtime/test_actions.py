"""A setting's actions are exactly those of the calls it makes, so its role can hold no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from baseline.runtime.lifecycle import answer_event

from .listing import Listing
from .test_audit_storage import WANTED, make_bucket, make_key
from .test_contract import NAMES, module
from .test_unanswered_by_moto import (
    ACTIVATE,
    CREDENTIALS,
    DESCRIBE,
    LIST,
    SESSIONS,
    activation,
    features,
    status,
)
from .world import Context, ResponseServer, World, event

THROTTLED = "TooManyRequestsException"


def _root(world: World) -> str:
    client = world.session().client("organizations")
    client.create_organization()
    return client.list_roots()["Roots"][0]["Id"]


def _accounts(world: World) -> dict[str, Any]:
    listing = Listing(world, world.session().client("organizations"), _root(world))
    listing.limit = 1
    return listing.want(a="apps", b="apps", c="apps")


def _accounts_round(_: World) -> dict[str, Any]:
    return {"Parameter": "/baseline/accounts/round"}


def _alternate_contacts(world: World) -> dict[str, Any]:
    _root(world)
    fields = ("Name", "Title", "EmailAddress", "PhoneNumber")
    return {"Contacts": {"SECURITY": dict.fromkeys(fields, "a@example.com")}}


def _audit_storage(world: World) -> dict[str, Any]:
    make_bucket(world)
    make_key(world)
    return WANTED


def _central_root_access(world: World) -> dict[str, Any]:
    world.faults.answer(LIST, features(LIST), times=2)
    world.faults.answer(CREDENTIALS, features(CREDENTIALS))
    world.faults.answer(SESSIONS, features(SESSIONS))
    return {}


def _organization(_: World) -> dict[str, Any]:
    return {}


def _password_policy(_: World) -> dict[str, Any]:
    return {"MinimumPasswordLength": "14", "PasswordReusePrevention": "24"}


def _policy_types(world: World) -> dict[str, Any]:
    return {"RootId": _root(world), "PolicyTypes": ["SERVICE_CONTROL_POLICY"]}


def _stacksets_access(world: World) -> dict[str, Any]:
    world.faults.answer(DESCRIBE, status("DISABLED"))
    world.faults.answer(ACTIVATE, activation())
    world.faults.answer(DESCRIBE, status("ENABLED"), times=2)
    return {}


def _trail_service_linked_role(_: World) -> dict[str, Any]:
    return {}


def _trusted_access(world: World) -> dict[str, Any]:
    _root(world)
    return {"ServicePrincipals": ["cloudtrail.amazonaws.com"]}


def _units(world: World) -> dict[str, Any]:
    root_id = _root(world)
    world.session().client("organizations").create_organizational_unit(
        ParentId=root_id, Name="Apps"
    )
    return {
        "RootId": root_id,
        "Units": [{"Key": "apps", "Name": "Apps", "Parent": "", "Existing": "true"}],
    }


#: What brings each setting to make all its calls, but the one that goes on in a new invocation.
ARRANGE: dict[str, Callable[[World], dict[str, Any]]] = {
    "accounts": _accounts,
    "accounts_round": _accounts_round,
    "alternate_contacts": _alternate_contacts,
    "audit_storage": _audit_storage,
    "central_root_access": _central_root_access,
    "organization": _organization,
    "password_policy": _password_policy,
    "policy_types": _policy_types,
    "stacksets_access": _stacksets_access,
    "trail_service_linked_role": _trail_service_linked_role,
    "trusted_access": _trusted_access,
    "units": _units,
}


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_those_of_the_calls(world: World, server: ResponseServer, name: str) -> None:
    """Applied, read and handed on, a setting uses each of its actions and no other."""
    setting = module(name)
    properties = ARRANGE[name](world)
    session = world.session()
    world.calls.clear()

    setting.apply(session, properties, run=world.run())
    setting.read(session, properties, run=world.run())
    if "lambda:InvokeFunction" in setting.ACTIONS:
        world.faults.fail("organizations.ListAccounts", THROTTLED, times=9999)
        world.faults.answer("lambda.Invoke", "")
        answer_event(
            setting.handler,
            event(server.url, ResourceProperties=json.loads(json.dumps(properties))),
            Context(),
            clock=world.time.clock(),
            session=lambda: session,
        )
        assert server.taken == []

    assert world.actions() == set(setting.ACTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_continuing_settings_may_invoke_themselves(name: str) -> None:
    """A handler goes on in a new invocation exactly if its actions say so."""
    setting = module(name)
    assert setting.handler.continues is ("lambda:InvokeFunction" in setting.ACTIONS)
