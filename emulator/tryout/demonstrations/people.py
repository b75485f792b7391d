"""People with an access key and an MFA device, as they would be made and as they would work."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import boto3

from ...authorisation.mfa import totp

STEP_SECONDS = 30
"""How long a device shows a code. Source: RFC 6238, time step."""


@dataclass(frozen=True)
class Person:
    """A user of the management account and how they call AWS."""

    name: str
    region: str
    credentials: Mapping[str, str]

    def client(self, service: str) -> Any:
        """A boto3 client with the person's credentials."""
        make: Any = boto3.client
        return make(service, region_name=self.region, **self.credentials)

    def with_mfa(self, serial: str, seed: str) -> Person:
        """The same person in a session that was made with a code of their device."""
        made = self.client("sts").get_session_token(
            SerialNumber=serial, TokenCode=totp(seed, time.time())
        )["Credentials"]
        return Person(
            self.name,
            self.region,
            {
                "aws_access_key_id": made["AccessKeyId"],
                "aws_secret_access_key": made["SecretAccessKey"],
                "aws_session_token": made["SessionToken"],
            },
        )


def hired(name: str, group: str, region: str) -> Person:
    """Make the user with a fresh access key and put them into the group."""
    iam = boto3.client("iam", region_name=region)
    # An emulator that was kept has the user from the run before.
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_user(UserName=name)
    for old in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=name, AccessKeyId=old["AccessKeyId"])
    for device in iam.list_mfa_devices(UserName=name)["MFADevices"]:
        iam.deactivate_mfa_device(UserName=name, SerialNumber=device["SerialNumber"])
    iam.add_user_to_group(GroupName=group, UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    credentials = {
        "aws_access_key_id": key["AccessKeyId"],
        "aws_secret_access_key": key["SecretAccessKey"],
    }
    return Person(name, region, credentials)


def enrolled(person: Person) -> tuple[str, str]:
    """Let the person enrol a device of any name, without MFA; returns its serial and its seed."""
    iam = person.client("iam")
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName=f"phone-{uuid.uuid4().hex[:8]}")
    device = made["VirtualMFADevice"]
    seed, now = bytes(device["Base32StringSeed"]).decode(), time.time()
    iam.enable_mfa_device(
        UserName=person.name,
        SerialNumber=device["SerialNumber"],
        AuthenticationCode1=totp(seed, now - STEP_SECONDS),
        AuthenticationCode2=totp(seed, now),
    )
    return device["SerialNumber"], seed
