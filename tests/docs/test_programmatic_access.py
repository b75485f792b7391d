"""The page on access keys: its program is right, and its commands are open when it says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest

from baseline.identity import GROUPS
from baseline.policy.decide import Request, decide_identity
from tests.docs.commands import Command, blocks, commands
from tests.identity.decision_table import ACCOUNT, MEMBER_ROLES, OWNERS, SESSIONS, policies_of
from tests.services_in_memory import mock_aws

PAGE = Path("how-to/programmatic-access.md")
RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}
"""The last six digits of the values for SHA-1. Source: RFC 6238, appendix B."""


@pytest.fixture(scope="module")
def totp() -> Callable[..., str]:
    """The program of the page."""
    (program,) = blocks(PAGE, "python")
    names: dict[str, Any] = {}
    exec(compile(program, str(PAGE), "exec"), names)  # noqa: S102 - it is our own page
    found: Callable[..., str] = names["totp"]
    return found


@pytest.mark.parametrize(("at", "code"), RFC_CODES.items(), ids=map(str, RFC_CODES))
def test_codes_are_those_of_the_rfc(totp: Callable[..., str], at: int, code: str) -> None:
    """The program gives the codes that the standard lists, leading zeros included."""
    assert totp(RFC_SEED, at) == code
    assert totp(f"{RFC_SEED}\n", at + 29 - at % 30) == code
    assert len(totp(RFC_SEED)) == 6


def test_the_commands_enrol_a_device(totp: Callable[..., str]) -> None:
    """With the seed that AWS gives out, the page's calls enrol a device and get a session."""
    with mock_aws():
        iam = boto3.client("iam", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        sts = boto3.client("sts", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        iam.create_user(UserName="ann")
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
        seed = bytes(device["Base32StringSeed"]).decode()
        iam.enable_mfa_device(
            UserName="ann",
            SerialNumber=device["SerialNumber"],
            AuthenticationCode1=totp(seed, 0),
            AuthenticationCode2=totp(seed, 30),
        )
        (listed,) = iam.list_mfa_devices(UserName="ann")["MFADevices"]
        session = sts.get_session_token(SerialNumber=listed["SerialNumber"], TokenCode=totp(seed))
        assert session["Credentials"]["SessionToken"]


def _resource(command: Command, member_role: str) -> str:
    if command.action == "sts:AssumeRole":
        return f"arn:aws:iam::444455556666:role/baseline/{member_role}"
    if command.action == "iam:CreateVirtualMFADevice":
        return f"arn:aws:iam::{ACCOUNT}:mfa/phone"
    return "*" if command.action == "sts:GetSessionToken" else f"arn:aws:iam::{ACCOUNT}:user/ann"


@pytest.mark.parametrize("group", GROUPS)
def test_the_commands_are_open(group: str) -> None:
    """Every command works in the session it is told for: by key alone, or in the profile mfa."""
    found = commands(PAGE)
    assert len(found) == 5
    for command in found:
        session = "session-token" if command.options.get("profile") == "mfa" else "access-key"
        brought = {**SESSIONS["with-mfa"], **SESSIONS["without-mfa"]}[session]
        context = {
            "aws:username": "ann",
            "aws:PrincipalOrgID": "o-a1b2c3d4e5",
            **OWNERS["own"],
            **brought,
        }
        request = Request(command.action, _resource(command, MEMBER_ROLES[group]), context)
        assert not decide_identity(policies_of(group), request).denied, command


def test_the_table_of_roles_is_complete() -> None:
    """The page names the role of every group."""
    text = (Path(__file__).parents[2] / "docs" / PAGE).read_text(encoding="utf-8")
    for group, role in MEMBER_ROLES.items():
        assert f"| {group} | `role/baseline/{role}` |" in text
