"""Alternate contacts of the organization's accounts: whom to ask, what is there, what to write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .members import ACTIVE, members
from .properties import Properties, mapping, text
from .reasons import code_of

if TYPE_CHECKING:
    from mypy_boto3_account import AccountClient
    from mypy_boto3_organizations import OrganizationsClient

    from .run import Run

FIELDS = ("EmailAddress", "Name", "PhoneNumber", "Title")

Contact = dict[str, str]


def desired_contacts(properties: Properties) -> dict[str, Contact]:
    """Return the contacts the properties ask for, by kind."""
    contacts = mapping(properties, "Contacts")
    return {
        kind: {name: text(mapping(contacts, kind), name) for name in FIELDS} for kind in contacts
    }


def addresses(run: Run, organizations: OrganizationsClient) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the id of each active account, in order, with the arguments that address it.

    The management account must not name itself.
    Source: Account Management API Reference, PutAlternateContact, AccountId.
    """
    manager = run.call(organizations.describe_organization)["Organization"]["MasterAccountId"]
    active = {member.id for member in members(run, organizations) if member.state == ACTIVE}
    for account_id in sorted(active | {manager}):
        yield account_id, {} if account_id == manager else {"AccountId": account_id}


def present_contacts(
    run: Run, client: AccountClient, kinds: Collection[str], address: dict[str, str]
) -> dict[str, Contact | None]:
    """Return an account's contact of each kind, None where it has none."""
    present: dict[str, Contact | None] = {}
    for kind in kinds:
        try:
            answer = run.call(client.get_alternate_contact, AlternateContactType=kind, **address)
        except ClientError as error:
            if code_of(error) != "ResourceNotFound":
                raise
            present[kind] = None
        else:
            found: Mapping[str, Any] = answer["AlternateContact"]
            present[kind] = {name: found.get(name, "") for name in FIELDS}
    return present


def write_differing(
    run: Run, client: AccountClient, desired: dict[str, Contact], address: dict[str, str]
) -> None:
    """Write an account's contacts that are not as desired."""
    for kind, present in present_contacts(run, client, desired, address).items():
        if present != desired[kind]:
            run.call(
                client.put_alternate_contact,
                AlternateContactType=kind,
                **desired[kind],
                **address,
            )
