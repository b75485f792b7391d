"""Turns on central root access: members need no root credentials of their own.

Both features belong together: one removes root credentials of member accounts, the other allows
the few tasks that only root can do, from the management account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import clients
from ..lifecycle import Setting
from ..properties import Properties
from ..reasons import code_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = (
    "iam:EnableOrganizationsRootCredentialsManagement",
    "iam:EnableOrganizationsRootSessions",
    "iam:ListOrganizationsFeatures",
)
#: Source: IAM User Guide, "Centralize root access for member accounts", prerequisites. The page
#: also names organizations:RegisterDelegatedAdministrator, which only delegating needs.
DEPENDENT_ACTIONS = (
    "organizations:EnableAWSServiceAccess",
    "organizations:ListAccountsForParent",
)
RESOURCES: dict[str, tuple[str, ...]] = {}
REVISION = 1

CREDENTIALS, SESSIONS = FEATURES = ("RootCredentialsManagement", "RootSessions")
_CLOSED = "ServiceAccessNotEnabled"


def read(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is read in the same way
    *,
    run: Run | None = None,
) -> dict[str, bool]:
    """Return for each feature whether it is on; without trusted access for IAM neither can be."""
    run = run or Run()
    try:
        answer = run.call(clients.iam(session).list_organizations_features)
    except ClientError as error:
        if code_of(error) != _CLOSED:
            raise
        return dict.fromkeys(FEATURES, False)
    return {name: name in answer.get("EnabledFeatures", ()) for name in FEATURES}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Turn on each feature that is off; trusted access given a moment ago may still spread."""
    run = run or Run()
    client = clients.iam(session)
    enable = {
        CREDENTIALS: client.enable_organizations_root_credentials_management,
        SESSIONS: client.enable_organizations_root_sessions,
    }
    for name, is_on in read(session, properties, run=run).items():
        if not is_on:
            run.call(enable[name], settling={_CLOSED})
    return {}


handler = Setting("central_root_access", apply)
