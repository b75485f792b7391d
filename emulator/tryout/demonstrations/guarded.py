"""Real calls in a member account: what its guardrails let through and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from baseline.config import Config
from baseline.output.finding import Finding

from ..members import Member, Members
from .model import Demonstration, finding

ROLE = "app-admin"
PARAMETER = "/tryout/greeting"
OTHER_REGIONS = ("ap-southeast-2", "eu-central-1", "us-west-2", "us-east-2")
"""Regions to be refused in; the first that the configuration does not allow is taken."""


def at_work(config: Config, members: Members, member: Member, role: Member) -> list[Finding]:
    """Make the calls of a member's administrator, first at work, then suspended.

    The account is moved back to its unit whatever happens.
    """
    findings = [finding(ROLE, each) for each in _at_work(config, member, role)]
    holding = members.unit_with("deny_everything")
    if holding is not None:
        with members.moved(member, holding):
            findings += [finding(ROLE, each) for each in _suspended(config, role)]
    return findings


def leaving(config: Config, role: Member) -> Finding:
    """Let the administrator try to take the account out of the organization."""
    return finding(ROLE, _leaving(config, role))


def app_admin(member: Member) -> Member:
    """Make the role `app-admin` with AdministratorAccess in the account, and take it on."""
    return member.administrator(ROLE)


def _at_work(config: Config, member: Member, role: Member) -> Iterator[Demonstration]:
    home, other = config.home_region, _other_region(config)
    iam = role.client("iam", home)
    # The trust it has: if the call went through, nothing would be different.
    trust = json.dumps(iam.get_role(RoleName=member.role_name)["Role"]["AssumeRolePolicyDocument"])
    yield Demonstration(
        f"writes a parameter in {home}", lambda: _write(role, home), refused_by=None
    )
    yield Demonstration(
        f"looks at networks in {home}",
        lambda: role.client("ec2", home).describe_vpcs(),
        refused_by=None,
    )
    yield Demonstration(
        f"writes a parameter in {other}",
        lambda: _write(role, other),
        refused_by="DenyOtherRegions",
    )
    yield Demonstration(
        f"creates a role under /{config.prefix}/",
        lambda: iam.create_role(
            RoleName="break-glass", Path=f"/{config.prefix}/", AssumeRolePolicyDocument=trust
        ),
        refused_by="ProtectBaselineRoles",
    )
    yield Demonstration(
        f"changes who may take on {member.role_name}",
        lambda: iam.update_assume_role_policy(RoleName=member.role_name, PolicyDocument=trust),
        refused_by="ProtectBaselineRolesNamedByAWS",
    )
    yield from _protected(config, role)


def _protected(config: Config, role: Member) -> Iterator[Demonstration]:
    """Yield calls that change nothing even where they go through."""
    home = config.home_region
    yield Demonstration(
        f"opts into the region {home}",
        lambda: role.client("account", home).enable_region(RegionName=home),
        refused_by="DenyRegionOptIn",
    )
    yield Demonstration(
        "ends a service's trusted access",
        lambda: role.client("organizations", home).disable_aws_service_access(
            ServicePrincipal="cloudtrail.amazonaws.com"
        ),
        refused_by="ProtectTrustedAccess",
    )
    yield Demonstration(
        "silences an alarm of the baseline",
        lambda: role.client("cloudwatch", home).disable_alarm_actions(
            AlarmNames=[f"{config.prefix}-root-use"]
        ),
        refused_by="ProtectBaselineResources",
    )
    yield Demonstration(
        "deletes a GuardDuty detector",
        lambda: role.client("guardduty", home).delete_detector(DetectorId="0" * 32),
        refused_by="ProtectDetection",
    )


def _leaving(config: Config, role: Member) -> Demonstration:
    return Demonstration(
        "leaves the organization",
        lambda: role.client("organizations", config.home_region).leave_organization(),
        refused_by="DenyLeaveOrganization",
    )


def _suspended(config: Config, role: Member) -> Iterator[Demonstration]:
    home = config.home_region
    calls: dict[str, Callable[[], object]] = {
        "in Suspended reads its parameter": lambda: role.client("ssm", home).get_parameter(
            Name=PARAMETER
        ),
        "in Suspended lists its roles": lambda: role.client("iam", home).list_roles(),
        "in Suspended lists its buckets": lambda: role.client("s3", home).list_buckets(),
    }
    for told, call in calls.items():
        yield Demonstration(told, call, refused_by="DenyEverything")


def _write(role: Member, region: str) -> Any:
    ssm = role.client("ssm", region)
    return ssm.put_parameter(Name=PARAMETER, Value="hello", Type="String", Overwrite=True)


def _other_region(config: Config) -> str:
    return next(each for each in OTHER_REGIONS if each not in config.allowed_regions)
