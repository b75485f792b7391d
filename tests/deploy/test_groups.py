"""People of each group in the emulator: without MFA they enrol, with MFA they do their job."""

from __future__ import annotations

import pytest

from baseline.identity import GROUPS
from tests.deploy.conftest import Account
from tests.deploy.people import is_open, move_in

READS_IAM = {"administrators", "auditors"}


@pytest.mark.parametrize("group", GROUPS)
def test_people_of_a_group(management_account: Account, group: str) -> None:
    """An access key lists and enrols and no more; its session with MFA does what the group may."""
    ann = move_in(management_account, group)
    management_account.emulator.control("POST", "authorisation", {"on": True})

    assert is_open(ann.account, "iam.list_mfa_devices")
    assert is_open(ann.account, "iam.list_mfa_devices", UserName="ann")
    assert not is_open(ann.account, "iam.list_mfa_devices", UserName="bob")
    for closed in ("iam.list_users", "s3.list_buckets", "sts.get_session_token"):
        assert is_open(ann.account, closed) is (closed == "sts.get_session_token")

    session = ann.enrol("phone")
    serial = f"arn:aws:iam::{management_account.id}:mfa/phone"
    taken_off = {"UserName": "ann", "SerialNumber": serial}
    assert not is_open(ann.account, "iam.deactivate_mfa_device", **taken_off)
    assert not is_open(ann.account, "iam.delete_virtual_mfa_device", SerialNumber=serial)

    is_administrator = group == "administrators"
    assert is_open(session, "iam.list_users") is (group in READS_IAM)
    assert is_open(session, "iam.create_user", UserName="eve") is is_administrator
    glass = f"arn:aws:iam::{management_account.id}:role/baseline/break-glass"
    taken = {"RoleArn": glass, "RoleSessionName": "drill"}
    assert is_open(session, "sts.assume_role", **taken) is is_administrator
    assert not is_open(ann.account, "sts.assume_role", **taken)
    assert is_open(session, "iam.create_access_key", UserName="ann")
    assert is_open(session, "iam.create_access_key", UserName="bob") is is_administrator
    assert is_open(session, "iam.deactivate_mfa_device", **taken_off)
    assert is_open(session, "iam.delete_virtual_mfa_device", SerialNumber=serial)
