"""Which AWS regions there are, and in which partition, from the data that botocore carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

PARTITIONS = ("aws", "aws-cn", "aws-us-gov")
"""The partitions the baseline is written for; the isolated ones lack services it needs."""

WITHOUT_ACCOUNT_MANAGEMENT = ("aws-us-gov",)
"""Where no API sets the contacts of accounts.

Source: `endpoints.json` of botocore 1.43.106, service `account`.
"""

WITHOUT_STACK_SETS = ("aws-cn",)
"""Where StackSets has no trusted access to an organization.

Source: AWS CloudFormation user guide, "Prerequisites for using CloudFormation StackSets", read
2026-11-30.
"""

EVERYWHERE = frozenset(
    {
        *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
        *("ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1"),
        *("eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"),
        *("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
    }
)
"""The regions of `aws` that are enabled in every account; any other has to be opted into.

Source: AWS Account Management reference guide, "Enable or disable AWS Regions in your account":
regions introduced after 20 March 2019 are disabled by default; read 2026-11-30.
"""


def must_be_opted_into(region: str) -> bool:
    """Tell whether a new account cannot use a known region before somebody enables it there."""
    return partition_by_region()[region] == "aws" and region not in EVERYWHERE


@cache
def partition_by_region() -> Mapping[str, str]:
    """List every known region with its partition, sorted by region.

    Only the data file is read: no client, no network, no credentials. A region that AWS opened
    after the pinned release of botocore is not known.

    Source: `partitions.json` of botocore 1.43.106.
    """
    partitions = json.loads((files("botocore") / "data" / "partitions.json").read_bytes())
    found = {
        region: str(partition["id"])
        for partition in partitions["partitions"]
        if partition["id"] in PARTITIONS
        for region in partition["regions"]
        if not region.endswith("-global")
    }
    return MappingProxyType(dict(sorted(found.items())))
