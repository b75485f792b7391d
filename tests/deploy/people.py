"""People in the groups of an account in the emulator, each with an access key and a device."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from baseline.identity import GROUPS, IdentityContext, break_glass
from tests.deploy.conftest import Account
from tests.docs.commands import blocks

CONTEXT = IdentityContext("aws", "baseline")
PAGE = Path("how-to/programmatic-access.md")


def code(seed: str, at: float) -> str:
    """Return what a device shows, by the program of the how-to page."""
    names: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0], names)  # noqa: S102 - it is our own page
    shown: str = names["totp"](seed, at)
    return shown


@dataclass(frozen=True)
class Person:
    """A user under a path, in one group; `account` calls as they do, by their access key."""

    name: str
    account: Account

    def enrol(self, device: str) -> Account:
        """Enrol a device with the access key alone, and return a session with MFA."""
        iam = self.account.client("iam")
        made = iam.create_virtual_mfa_device(VirtualMFADeviceName=device)["VirtualMFADevice"]
        seed, now = bytes(made["Base32StringSeed"]).decode(), time.time()
        iam.enable_mfa_device(
            UserName=self.name,
            SerialNumber=made["SerialNumber"],
            AuthenticationCode1=code(seed, now - 30),
            AuthenticationCode2=code(seed, now),
        )
        session = self.account.client("sts").get_session_token(
            SerialNumber=made["SerialNumber"], TokenCode=code(seed, time.time())
        )["Credentials"]
        return replace(
            self.account,
            credentials={
                "aws_access_key_id": session["AccessKeyId"],
                "aws_secret_access_key": session["SecretAccessKey"],
                "aws_session_token": session["SessionToken"],
            },
        )


def move_in(account: Account, group: str) -> Person:
    """Make a group as the template does, the break-glass role, and a user in the group."""
    iam = account.client("iam")
    iam.create_group(GroupName=group, Path="/baseline/")
    for policy in GROUPS[group].policies:
        made = iam.create_policy(
            PolicyName=policy.name,
            Path="/baseline/",
            PolicyDocument=json.dumps(policy.document(CONTEXT)),
        )
        iam.attach_group_policy(GroupName=group, PolicyArn=made["Policy"]["Arn"])
    iam.create_role(
        RoleName=break_glass.NAME,
        Path="/baseline/",
        AssumeRolePolicyDocument=json.dumps(break_glass.trust(CONTEXT, account.id)),
    )
    iam.create_user(UserName="bob")
    iam.create_user(UserName="ann", Path="/team/west/")
    iam.add_user_to_group(GroupName=group, UserName="ann")
    key = iam.create_access_key(UserName="ann")["AccessKey"]
    credentials = {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }
    return Person("ann", replace(account, credentials=credentials))


def is_open(account: Account, call: str, **arguments: Any) -> bool:
    """Say whether a call (`iam.list_users`) is not refused for lack of rights."""
    service, _, operation = call.partition(".")
    try:
        getattr(account.client(service), operation)(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException"):
            return False
        raise
    return True
