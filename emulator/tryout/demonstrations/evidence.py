"""The trail, its bucket and its key in a member account: there, and out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3

from baseline.config import Config
from baseline.output.finding import Finding

from ..members import Member
from .guarded import ROLE
from .model import Demonstration, finding


def out_of_reach(config: Config, member: Member, role: Member) -> list[Finding]:
    """Let a member's administrator try to end the record of what he does."""
    return [finding(ROLE, each) for each in _attempts(config, member, role)]


def _attempts(config: Config, member: Member, role: Member) -> Iterator[Demonstration]:
    home = config.home_region
    trails, s3, kms = (role.client(service, home) for service in ("cloudtrail", "s3", "kms"))
    yield Demonstration("sees the organization's trail", lambda: _trail(trails, config))
    yield Demonstration(
        "stops the organization's trail",
        lambda: trails.stop_logging(Name=_trail(trails, config)),
        refused_by="ProtectAuditTrail",
    )
    bucket = _bucket(config, member)
    yield Demonstration(
        "switches versioning of a log bucket off",
        lambda: s3.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration={"Status": "Suspended"}
        ),
        refused_by="ProtectLogBucket",
    )
    yield Demonstration(
        "schedules the deletion of an audit key",
        lambda: kms.schedule_key_deletion(KeyId=_key(kms, config)),
        refused_by="ProtectAuditKeys",
    )
    yield Demonstration(
        "takes the alias off an audit key",
        lambda: kms.delete_alias(AliasName=_alias(config)),
        refused_by="ProtectAuditKeysAliases",
    )


def plant(config: Config, member: Member) -> None:
    """Make a bucket and a key under the baseline's names, as a later member stack would."""
    owner: dict[str, Any] = {
        "region_name": config.home_region,
        "aws_access_key_id": member.account_id,
        "aws_secret_access_key": "owner",
    }
    s3, kms = boto3.client("s3", **owner), boto3.client("kms", **owner)
    place: dict[str, Any] = (
        {}
        if config.home_region == "us-east-1"
        else {"CreateBucketConfiguration": {"LocationConstraint": config.home_region}}
    )
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou, s3.exceptions.BucketAlreadyExists):
        s3.create_bucket(Bucket=_bucket(config, member), **place)
    aliases = kms.list_aliases()["Aliases"]
    if _alias(config) not in {each["AliasName"] for each in aliases}:
        key = kms.create_key(Description="for the demonstration")["KeyMetadata"]["KeyId"]
        kms.create_alias(AliasName=_alias(config), TargetKeyId=key)


def _trail(trails: Any, config: Config) -> str:
    """The ARN of the organization's trail as the account sees it.

    Raises:
        LookupError: if it is not there.
    """
    for trail in trails.describe_trails()["trailList"]:
        if trail["Name"] == f"{config.prefix}-trail" and trail["IsOrganizationTrail"]:
            return str(trail["TrailARN"])
    raise LookupError("the organization's trail does not appear in the account")


def _bucket(config: Config, member: Member) -> str:
    return f"{config.prefix}-logs-{member.account_id}"


def _alias(config: Config) -> str:
    return f"alias/{config.prefix}-audit"


def _key(kms: Any, config: Config) -> str:
    listed = kms.list_aliases()["Aliases"]
    return next(str(one["TargetKeyId"]) for one in listed if one["AliasName"] == _alias(config))
