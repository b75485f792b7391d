"""Turns on central root access: members need no root credentials of their own.

Both features belong together: one removes root credentials of member accounts, the other allows
the few tasks that only root can do, from the management account.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

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
REVISION = 2

CREDENTIALS, SESSIONS = FEATURES = ("RootCredentialsManagement", "RootSessions")
_CLOSED = "ServiceAccessNotEnabled"
#: How IAM would say that it does not know a moment-old organization yet; a setting before
#: this one has made sure that this account manages it. That IAM lags behind is unconfirmed.
#: Source: IAM API Reference, ListOrganizationsFeatures, Errors, as in botocore 1.43.106.
_UNKNOWN_YET = frozenset({"AccountNotManagementOrDelegatedAdministrator", "OrganizationNotFound"})


def read(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is read in the same way
    *,
    run: Run | None = None,
) -> dict[str, bool]:
    """Return for each feature whether it is on; without trusted access for IAM neither can be."""
    return _features(run or Run(), clients.iam(session))


def _features(run: Run, client: Any, settling: Collection[str] = ()) -> dict[str, bool]:
    try:
        answer = run.call(client.list_organizations_features, settling=settling)
    except ClientError as error:
        if code_of(error) != _CLOSED:
            raise
        return dict.fromkeys(FEATURES, False)
    return {name: name in answer.get("EnabledFeatures", ()) for name in FEATURES}


def apply(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is applied in the same way
    *,
    run: Run | None = None,
) -> dict[str, str]:
    """Turn on each feature that is off; what was done a moment ago may still spread."""
    run = run or Run()
    client = clients.iam(session)
    enable = {
        CREDENTIALS: client.enable_organizations_root_credentials_management,
        SESSIONS: client.enable_organizations_root_sessions,
    }
    for name, is_on in _features(run, client, _UNKNOWN_YET).items():
        if not is_on:
            run.call(enable[name], settling=_UNKNOWN_YET | {_CLOSED})
    return {}


handler = Setting("central_root_access", apply)
