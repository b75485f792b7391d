"""Users, roles and devices of accounts that ministack keeps in this process."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Mapping
from typing import Any

from emulator.authorisation.mfa import totp

from .loopback import Credentials, account_key, client

_NUMBERS = itertools.count(300_000_000_001)
ANYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def unused_account() -> str:
    """An account that no other test uses."""
    return str(next(_NUMBERS))


def document(*statements: Mapping[str, Any]) -> str:
    """A policy of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def user(account: str, *statements: Mapping[str, Any], name: str = "ann") -> Credentials:
    """Make a user with an inline policy, and an access key for it."""
    iam = client("iam", account_key(account), judged=False)
    iam.create_user(UserName=name)
    if statements:
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document(*statements))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }


def role(account: str, principal: str, condition: Mapping[str, Any] | None = None) -> str:
    """Make a role that allows everything and trusts a principal; return its ARN."""
    iam = client("iam", account_key(account), judged=False)
    trust: dict[str, Any] = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": principal},
    }
    if condition:
        trust["Condition"] = condition
    made = iam.create_role(RoleName="r", Path="/team/", AssumeRolePolicyDocument=document(trust))
    iam.put_role_policy(RoleName="r", PolicyName="all", PolicyDocument=document(ANYTHING))
    return str(made["Role"]["Arn"])


def device(account: str, name: str = "phone") -> tuple[str, str]:
    """Make a virtual device; return its serial number and its seed."""
    iam = client("iam", account_key(account), judged=False)
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]
    return made["SerialNumber"], made["Base32StringSeed"].decode()


def codes(seed: str, at: float | None = None) -> dict[str, str]:
    """Two codes in a row, the first of them the current one."""
    now = time.time() if at is None else at
    return {"AuthenticationCode1": totp(seed, now), "AuthenticationCode2": totp(seed, now + 30)}


def enrolled(account: str, owner: str = "ann", name: str = "phone") -> tuple[str, str]:
    """Make a device and switch it on for a user; return its serial number and its seed."""
    serial, seed = device(account, name)
    iam = client("iam", account_key(account), judged=False)
    iam.enable_mfa_device(UserName=owner, SerialNumber=serial, **codes(seed))
    return serial, seed


def proof(serial: str, seed: str) -> dict[str, str]:
    """What asks STS for a session with MFA."""
    return {"SerialNumber": serial, "TokenCode": totp(seed, time.time())}
