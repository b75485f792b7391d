"""Sets the alternate contacts of the management account and of every active member.

Each is read first and written only where it differs, so a second deploy changes nothing. A
contact the configuration does not name is left alone. It runs again with every change of the list
of accounts and while some are pending; an account that comes otherwise, such as an invited one,
gets its contacts with the next of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import clients
from ..contacts import Contact, addresses, desired_contacts, present_contacts, write_differing
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties
from ..reasons import explain
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = (
    "account:GetAlternateContact",
    "account:PutAlternateContact",
    "lambda:InvokeFunction",
    "organizations:DescribeOrganization",
    "organizations:ListAccounts",
)
DEPENDENT_ACTIONS: tuple[str, ...] = ()
#: The own account is named one way, a member another.
#: Source: Service Authorization Reference, "AWS Account Management", resource types.
_CONTACTS = (
    "arn:{partition}:account::{account}:account",
    "arn:{partition}:account::{account}:account/o-*/*",
)
RESOURCES = {
    "account:GetAlternateContact": _CONTACTS,
    "account:PutAlternateContact": _CONTACTS,
    "lambda:InvokeFunction": ("{function}",),
}
REVISION = 1


def read(
    session: Session, properties: Properties, *, run: Run | None = None
) -> dict[str, dict[str, Contact | None]]:
    """Return by account id the present contact of each desired kind, or None for none."""
    run = run or Run()
    kinds, client = desired_contacts(properties), clients.account(session)
    return {
        account_id: present_contacts(run, client, kinds, address)
        for account_id, address in addresses(run, clients.organizations(session))
    }


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Write each contact that differs; accounts that refuse are named at the end.

    Raises:
        SettingError: if an account refused; the others are done by then.
        NotFinishedError: if time runs out; progress holds the last account that is done.

    """
    run = run or Run()
    desired, client = desired_contacts(properties), clients.account(session)
    problems: list[str] = run.progress.setdefault("Problems", [])
    everybody = addresses(run, clients.organizations(session)) if desired else ()
    for account_id, address in everybody:
        if account_id > run.progress.get("Done", ""):
            try:
                write_differing(run, client, desired, address)
            except ClientError as error:
                problems.append(f"account {account_id}: {explain(error)}")
            run.progress["Done"] = account_id
    if problems:
        raise SettingError(f"{len(problems)} accounts took no contact: " + "; ".join(problems))
    return {}


handler = Setting("alternate_contacts", apply, continues=True)
