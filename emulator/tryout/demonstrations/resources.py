"""A member's bucket, and who reaches it whatever the bucket's own policy says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3

from baseline.config import Config
from baseline.config.rollout import rollout_of
from baseline.config.schema import ROOT
from baseline.output.finding import Finding

from ..members import Member
from .guarded import ROLE
from .model import Demonstration, finding

STRANGER = "777788889999"
"""An account of nobody's organization."""

KEY = "greeting.txt"


def outsiders(config: Config, role: Member) -> list[Finding]:
    """Let the owner, with and without encryption, and a stranger read a bucket open to both.

    Shown where resource control policies hold in every account.
    """
    rollout = rollout_of(config)
    if rollout is None or rollout.target_key != ROOT:
        return []
    bucket = _open_bucket(config, role)
    return [
        finding(caller, demonstration)
        for caller, demonstration in _readings(config, role, bucket)
        if demonstration.refused_by is None
        or demonstration.refused_by in _sids(rollout.resource_guardrails)
    ]


def _readings(config: Config, role: Member, bucket: str) -> Iterator[tuple[str, Demonstration]]:
    home = config.home_region
    yield (
        ROLE,
        Demonstration("reads its bucket", lambda: _read(role.client("s3", home), bucket)),
    )
    clear = _client(home, role.credentials)
    # The emulator has no TLS; this is how it hears that a call came without.
    clear.meta.events.register("before-sign.s3", _in_the_clear)
    yield (
        ROLE,
        Demonstration(
            "reads its bucket without encryption",
            lambda: _read(clear, bucket),
            refused_by="DenyInsecureTransport",
        ),
    )
    keys = {"aws_access_key_id": STRANGER, "aws_secret_access_key": STRANGER}
    stranger = _client(home, keys)
    yield (
        "a stranger",
        Demonstration(
            "reads that bucket, whose policy lets it in",
            lambda: _read(stranger, bucket),
            refused_by="DenyOutsideIdentities",
        ),
    )


def _open_bucket(config: Config, role: Member) -> str:
    """Make a bucket whose policy lets a stranger in."""
    s3, bucket = role.client("s3", config.home_region), f"tryout-open-{role.account_id}"
    place: dict[str, Any] = (
        {}
        if config.home_region == "us-east-1"
        else {"CreateBucketConfiguration": {"LocationConstraint": config.home_region}}
    )
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou, s3.exceptions.BucketAlreadyExists):
        s3.create_bucket(Bucket=bucket, **place)
    s3.put_object(Bucket=bucket, Key=KEY, Body=b"hello")
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{STRANGER}:root"},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    return bucket


def _client(region: str, keys: dict[str, str]) -> Any:
    owner: dict[str, Any] = {"region_name": region, **keys}
    return boto3.client("s3", **owner)


def _in_the_clear(request: Any, **_: object) -> None:
    request.headers.add_header("X-Forwarded-Proto", "http")


def _read(s3: Any, bucket: str) -> object:
    return s3.get_object(Bucket=bucket, Key=KEY)["Body"].read()


def _sids(guardrails: tuple[str, ...]) -> set[str]:
    return {name.title().replace("_", "") for name in guardrails}
