"""The accounts that load balancers log from are those that AWS keeps, and let through if wanted."""

from __future__ import annotations

import pytest
from aws_cdk.region_info import RegionInfo

from baseline.config import Config, load
from baseline.config.regions import partition_by_region
from baseline.config.rollout import rollout_of
from baseline.guardrails.resource import ResourceContext
from baseline.guardrails.resource.load_balancers import LOG_ACCOUNTS, log_accounts
from tests.assemblies import CONFIGURATIONS


def test_the_accounts_are_those_of_aws() -> None:
    """Each commercial region has the account of AWS's own list, or none where that has none."""
    regions = [each for each, partition in partition_by_region().items() if partition == "aws"]
    listed = {each: RegionInfo.get(each).elbv2_account for each in regions}
    assert {each: account for each, account in listed.items() if account} == dict(LOG_ACCOUNTS)
    assert len(LOG_ACCOUNTS) > 20


@pytest.mark.parametrize(
    ("switch", "accounts"),
    [(False, ()), (True, ("054676820928", "156460612806"))],
    ids=["off", "on"],
)
def test_only_allowed_regions_and_only_if_wanted(switch: bool, accounts: tuple[str, ...]) -> None:
    """Off by default; switched on, those of the allowed regions that have one."""
    config = load(CONFIGURATIONS["eu"])
    controls = config.resource_controls.model_copy(update={"load_balancer_logs": switch})
    regions = ("eu-west-1", "eu-central-1", "eu-central-2")
    rollout = rollout_of(
        config.model_copy(update={"resource_controls": controls, "allowed_regions": regions})
    )
    assert rollout is not None
    assert rollout.context == ResourceContext(
        partner_accounts=("444455556666",), load_balancer_accounts=accounts
    )
    assert Config.model_fields["resource_controls"].default.load_balancer_logs is False


def test_regions_without_an_account_need_none() -> None:
    """A region opened later has no account of AWS that logs."""
    assert log_accounts(["eu-central-2", "mx-central-1"]) == ()
