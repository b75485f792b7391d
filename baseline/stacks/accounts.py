"""The member accounts."""

from __future__ import annotations

from aws_cdk import App

from baseline.config import Config, Contacts
from baseline.constructs.logical_id import pascal_case
from baseline.constructs.organization.accounts import Accounts
from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.shared_value import ACCOUNTS_ROUND, ROOT, SharedValues, target_id
from baseline.guardrails.catalogue.suspended import DENY_EVERYTHING
from baseline.stacks.baseline_stack import BaselineStack


class AccountsStack(BaselineStack):
    """The configured member accounts, each in its unit, and their alternate contacts."""

    def __init__(self, app: App, construct_id: str, *, config: Config) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="accounts",
            description="Member accounts, each in its unit, and their alternate contacts.",
        )
        shared_values = SharedValues(config.prefix)
        unit_keys = [placed.unit.key for placed in config.placed_units()]
        ids = {
            key: shared_values.read(self, f"{pascal_case(key)}Id", name=target_id(key))
            for key in [ROOT, *unit_keys]
        }
        Accounts(
            self,
            "Accounts",
            prefix=config.prefix,
            tryout=config.tryout,
            root_id=ids[ROOT],
            accounts=[account.model_dump() for account in config.accounts],
            unit_ids={key: ids[key] for key in unit_keys},
            holding_unit_keys=[
                key
                for key, names in config.guardrails_by_target().items()
                if DENY_EVERYTHING.name in names
            ],
            new_accounts_per_deploy=config.new_accounts_per_deploy,
            round_=shared_values.read(self, "AccountsRound", name=ACCOUNTS_ROUND),
            round_parameter=shared_values.path(ACCOUNTS_ROUND),
            contacts=_alternate_contacts(config.contacts),
            chain=OrganizationChain(),
        )


def _alternate_contacts(contacts: Contacts) -> dict[str, dict[str, str]]:
    """The contacts in the words of AWS's PutAlternateContact."""
    people = {
        "SECURITY": contacts.security,
        "OPERATIONS": contacts.operations,
        "BILLING": contacts.billing,
    }
    return {
        kind: {
            "Name": person.name,
            "Title": person.title,
            "EmailAddress": person.email,
            "PhoneNumber": person.phone,
        }
        for kind, person in people.items()
        if person is not None
    }
