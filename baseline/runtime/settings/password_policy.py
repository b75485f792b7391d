"""Sets what the passwords of the account's IAM users must be like.

AWS replaces the whole policy with every call, and what a call leaves out falls back to a default,
so everything is written each time. Whether people may change their own password is left to the
policies of their groups: allowed here, it would hold for every user, one without a group too.

Source: IAM API reference, UpdateAccountPasswordPolicy, read 2026-11-24.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .. import clients
from ..lifecycle import Setting
from ..properties import Properties, count
from ..reasons import code_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = ("iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy")
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES: dict[str, tuple[str, ...]] = {}
REVISION = 1

LENGTH, REUSE, AGE = "MinimumPasswordLength", "PasswordReusePrevention", "MaxPasswordAge"
#: What no configuration changes; a password that ran out can still be changed by its owner.
FIXED = {
    "AllowUsersToChangePassword": False,
    "HardExpiry": False,
    "RequireLowercaseCharacters": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "RequireUppercaseCharacters": True,
}


def read(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is read in the same way
    *,
    run: Run | None = None,
) -> dict[str, Any]:
    """Return the policy as far as it is set here; empty where there is none."""
    run = run or Run()
    try:
        answer = run.call(clients.iam(session).get_account_password_policy)
    except ClientError as error:
        if code_of(error) != "NoSuchEntity":
            raise
        return {}
    found: dict[str, Any] = dict(answer["PasswordPolicy"])
    return {
        **{name: found.get(name, False) for name in FIXED},
        # AWS leaves out what is off.
        **{name: found[name] for name in (LENGTH, REUSE, AGE) if found.get(name)},
    }


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Write the whole policy unless it is there already."""
    run = run or Run()
    names = (LENGTH, REUSE, *((AGE,) if properties.get(AGE) else ()))
    wanted: dict[str, Any] = {**FIXED, **{name: count(properties, name) for name in names}}
    if read(session, properties, run=run) != wanted:
        run.call(clients.iam(session).update_account_password_policy, **wanted)
    return {}


handler = Setting("password_policy", apply)
