"""What an EC2 or S3 policy of the organization leaves to nobody in an account."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .test_organizations import Organization
from .test_policy_types import EC2, MESSAGE, S3, create, organization

__all__ = ["organization"]


def lift_public_access_block(account: Account) -> None:
    """Delete the account's public access block; its client puts the account before the host."""
    client = account.client("s3control")

    def to_loopback(request: Any, **_: Any) -> None:
        request.url = request.url.replace(f"//{account.id}.", "//")

    client.meta.events.register("before-sign.s3-control", to_loopback)
    client.delete_public_access_block(AccountId=account.id)


@pytest.mark.parametrize(
    ("kind", "attempt", "code", "message"),
    [
        pytest.param(
            EC2,
            lambda account: account.client("ec2").enable_serial_console_access(),
            "DeclarativePolicyViolation",
            MESSAGE,
            id="serial console",
        ),
        pytest.param(
            S3,
            lift_public_access_block,
            "AccessDenied",
            "S3 policy of the organization",
            id="public access block",
        ),
    ],
)
def test_what_a_policy_sets_no_account_changes(
    organization: Organization,
    kind: str,
    attempt: Callable[[Account], Any],
    code: str,
    message: str,
) -> None:
    """The call that changes the attribute in a member is refused with the policy's own words."""
    account = organization.member("m", "m@example.com")["AccountId"]
    policy = create(organization, kind)
    organization.client.attach_policy(PolicyId=policy, TargetId=account)
    with pytest.raises(ClientError) as raised:
        attempt(Account(organization.account.emulator, account))
    assert raised.value.response["Error"]["Code"] == code
    assert message in raised.value.response["Error"]["Message"]


def test_a_policy_without_words_has_those_of_aws(organization: Organization) -> None:
    """Where a policy has no message of its own, AWS's stands in the refusal."""
    content = {"ec2_attributes": {"serial_console_access": {"status": {"@@assign": "disabled"}}}}
    policy = create(organization, EC2, json.dumps(content))
    organization.client.attach_policy(PolicyId=policy, TargetId=organization.root)
    with pytest.raises(ClientError, match="denied due to an organizational policy in effect"):
        organization.account.client("ec2").enable_serial_console_access()


def test_an_attribute_no_policy_sets_is_not_refused(organization: Organization) -> None:
    """A policy on the serial console leaves the block of public images to the account."""
    organization.client.attach_policy(
        PolicyId=create(organization, EC2), TargetId=organization.root
    )
    ec2 = organization.account.client("ec2")
    with pytest.raises(ClientError) as raised:
        ec2.disable_image_block_public_access()
    assert raised.value.response["Error"]["Code"] != "DeclarativePolicyViolation"
